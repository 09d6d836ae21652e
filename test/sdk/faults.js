import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { all, inject, newThread, newUser } from "./clients.js";

const retrying = { retryOptions: { maxRetries: 3, retryDelayInMs: 1, maxRetryDelayInMs: 5 } };
const soon = { "retry-after-ms": ["1"] };

describe("the SDK's own retries", () => {
  afterEach(async () => {
    const pending = await fetch(`${process.env.CHAT_ADMIN_URL}/faults`);
    assert.deepEqual(await pending.json(), [], "faults that did not strike");
  });

  it("get through a throttled call", async () => {
    const thread = await newThread(await newUser(retrying));
    await inject({ operation: "SendMessage", times: 2, status: 429, header: soon });
    const { id } = await thread.sendMessage({ content: "hi" });
    assert.equal((await thread.getMessage(id)).content.message, "hi");
  });

  it("create one thread although the first answer was lost", async () => {
    const anna = await newUser(retrying);
    await inject({ operation: "CreateThread", after: true, status: 503, header: soon });
    await newThread(anna);
    assert.equal((await all(anna.chat.listChatThreads())).length, 1);
  });

  it("get through a dropped connection", async () => {
    const thread = await newThread(await newUser(retrying));
    await inject({ operation: "GetThread", drop: true });
    assert.equal((await thread.getProperties()).topic, "Plans");
  });

  it("give up with the refusal", async () => {
    const thread = await newThread(await newUser());
    await inject({ operation: "UpdateThread", status: 429, header: { "Retry-After": ["7"] } });
    await assert.rejects(thread.updateTopic("New"), { statusCode: 429 });
    assert.equal((await thread.getProperties()).topic, "Plans");
  });
});
