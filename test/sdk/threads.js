import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, it } from "node:test";
import { all, chatWith, identity, newThread, newUser, refusal } from "./clients.js";

const notFound = refusal(404, "NotFound", "The specified thread id was not found.");
const noParticipant = refusal(403, "Forbidden", "The initiator is not a participant of the specified thread.");

describe("threads", () => {
  it("are created with topic, participants, metadata and retention", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    const teams = { microsoftTeamsUserId: randomUUID() };
    const { chatThread, invalidParticipants } = await anna.chat.createChatThread(
      { topic: "Plans" },
      {
        participants: [{ id: ben.id, displayName: "Ben" }, { id: teams }],
        metadata: { team: "blue" },
        retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 30 },
      },
    );
    assert.match(chatThread.id, /^19:.+@thread\.v2$/);
    assert.equal(chatThread.topic, "Plans");
    assert.equal(chatThread.createdBy.communicationUserId, anna.id.communicationUserId);
    assert.ok(Math.abs(chatThread.createdOn - Date.now()) < 10_000);
    assert.deepEqual(chatThread.metadata, { team: "blue" });
    assert.deepEqual(chatThread.retentionPolicy, { kind: "threadCreationDate", deleteThreadAfterDays: 30 });
    assert.deepEqual(
      invalidParticipants.map(({ code, target }) => ({ code, target })),
      [{ code: "403", target: `8:orgid:${teams.microsoftTeamsUserId}` }],
    );
    const properties = await ben.chat.getChatThreadClient(chatThread.id).getProperties();
    assert.deepEqual(properties, chatThread);
  });

  it("are created once for one idempotency token", async () => {
    const anna = await newUser();
    const idempotencyToken = randomUUID();
    const first = await anna.chat.createChatThread({ topic: "One" }, { idempotencyToken });
    const again = await anna.chat.createChatThread({ topic: "One" }, { idempotencyToken });
    assert.equal(again.chatThread.id, first.chatThread.id);
    assert.equal((await all(anna.chat.listChatThreads())).length, 1);
  });

  it("are updated as a whole or by topic", async () => {
    const anna = await newUser();
    const thread = await newThread(anna);
    await thread.updateTopic("New");
    await thread.updateProperties({ metadata: { a: "1", b: "2" }, retentionPolicy: { kind: "none" } });
    await thread.updateProperties({ topic: "Newer", metadata: { b: "3" } });
    const properties = await thread.getProperties();
    assert.equal(properties.topic, "Newer");
    assert.deepEqual(properties.metadata, { a: "1", b: "3" });
    assert.deepEqual(properties.retentionPolicy, { kind: "none" });
  });

  it("are listed page by page, deleted ones too", async () => {
    const anna = await newUser();
    const threads = [];
    for (let i = 0; i < 5; i++) threads.push(await newThread(anna));
    await anna.chat.deleteChatThread(threads[0].threadId);
    const pages = [];
    for await (const page of anna.chat.listChatThreads({ maxPageSize: 2 }).byPage()) pages.push(page);
    assert.deepEqual(pages.map((page) => page.length), [2, 2, 1]);
    const listed = pages.flat();
    assert.deepEqual(new Set(listed.map((item) => item.id)), new Set(threads.map((thread) => thread.threadId)));
    for (const item of listed) assert.equal(item.deletedOn instanceof Date, item.id === threads[0].threadId);
    assert.equal((await all(anna.chat.listChatThreads({ startTime: new Date(Date.now() + 60_000) }))).length, 0);
  });

  it("that are deleted or unknown are not found", async () => {
    const anna = await newUser();
    const thread = await newThread(anna);
    await anna.chat.deleteChatThread(thread.threadId);
    await assert.rejects(thread.getProperties(), notFound);
    await assert.rejects(thread.sendMessage({ content: "hi" }), notFound);
    await assert.rejects(anna.chat.deleteChatThread(thread.threadId), notFound);
    await assert.rejects(anna.chat.getChatThreadClient("19:nothing@thread.v2").getProperties(), notFound);
    await assert.rejects(anna.chat.getChatThreadClient("nothing").getProperties(), { statusCode: 400, message: '{"error":{"code":"BadRequest"}}' });
  });

  it("are for participants only", async () => {
    const [anna, eve] = [await newUser(), await newUser()];
    const thread = eve.chat.getChatThreadClient((await newThread(anna)).threadId);
    await assert.rejects(thread.getProperties(), noParticipant);
    await assert.rejects(thread.updateTopic("Mine"), noParticipant);
    await assert.rejects(thread.listMessages().next(), noParticipant);
    await assert.rejects(thread.listParticipants().next(), noParticipant);
    await assert.rejects(thread.addParticipants({ participants: [{ id: eve.id }] }), noParticipant);
    await assert.rejects(eve.chat.deleteChatThread(thread.threadId), noParticipant);
  });

  it("need a topic, well-formed participants and a good token", async () => {
    const anna = await newUser();
    await assert.rejects(anna.chat.createChatThread({ topic: "" }), refusal(400, "BadRequest", "Value for Topic is not valid."));
    await assert.rejects(
      anna.chat.createChatThread({ topic: "T" }, { participants: [{ id: { communicationUserId: "8:acs:invalidUserId" } }] }),
      refusal(400, "BadRequest", "Identifier format is invalid (8:acs:invalidUserId)."),
    );
    await assert.rejects(chatWith(`${anna.token}x`).createChatThread({ topic: "T" }), { statusCode: 401 });
    const { token } = await identity.getToken(anna.id, ["voip"]);
    await assert.rejects(chatWith(token).createChatThread({ topic: "T" }), { statusCode: 403 });
  });

  it("have no realtime notifications in Node, by the SDK's own decision", async () => {
    const { chat } = await newUser();
    await assert.rejects(chat.startRealtimeNotifications(), /not supported in node/);
    await assert.rejects(chat.stopRealtimeNotifications(), /not supported in node/);
    assert.throws(() => chat.on("chatMessageReceived", () => {}), /only supported in the browser/);
    assert.throws(() => chat.off("chatMessageReceived", () => {}), /only supported in the browser/);
  });
});
