import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { all, identity, newThread, newUser, refusal } from "./clients.js";

describe("participants", () => {
  it("are added with name, history and metadata, and listed page by page", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    const thread = await newThread(anna);
    const shareHistoryTime = new Date("2026-01-02T03:04:05Z");
    const result = await thread.addParticipants({
      participants: [{ id: ben.id, displayName: "Ben", shareHistoryTime, metadata: { role: "guest" } }],
    });
    assert.equal(result.invalidParticipants, undefined);
    const pages = [];
    for await (const page of thread.listParticipants({ maxPageSize: 1 }).byPage()) pages.push(page);
    assert.deepEqual(pages.map((page) => page.length), [1, 1]);
    const [creator, added] = pages.flat();
    assert.equal(creator.id.communicationUserId, anna.id.communicationUserId);
    assert.equal(creator.shareHistoryTime.toISOString(), "1970-01-01T00:00:00.000Z");
    assert.equal(added.id.communicationUserId, ben.id.communicationUserId);
    assert.equal(added.displayName, "Ben");
    assert.deepEqual(added.shareHistoryTime, shareHistoryTime);
    assert.deepEqual(added.metadata, { role: "guest" });
  });

  it("who cannot be added are named, and the others added", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    const gone = await identity.createUser();
    await identity.deleteUser(gone);
    const thread = await newThread(anna);
    const { invalidParticipants } = await thread.addParticipants({ participants: [{ id: gone }, { id: ben.id }] });
    assert.deepEqual(
      invalidParticipants.map(({ code, message, target }) => ({ code, message, target })),
      [{ code: "404", message: "Not found", target: gone.communicationUserId }],
    );
    assert.equal((await all(thread.listParticipants())).length, 2);
  });

  it("are removed, and then are none", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    const thread = await newThread(anna, ben);
    await thread.removeParticipant(ben.id);
    await assert.rejects(
      ben.chat.getChatThreadClient(thread.threadId).sendMessage({ content: "hi" }),
      refusal(403, "Forbidden", "The initiator is not a participant of the specified thread."),
    );
    assert.equal((await all(thread.listParticipants())).length, 1);
    await assert.rejects(thread.removeParticipant({ communicationUserId: "8:acs:x" }), { statusCode: 400 });
  });

  it("can be 200 in one call, and not 201", async () => {
    const anna = await newUser();
    const thread = await newThread(anna);
    const users = [];
    for (let i = 0; i < 201; i++) users.push(identity.createUser());
    const participants = (await Promise.all(users)).map((id) => ({ id }));
    await assert.rejects(thread.addParticipants({ participants }), { statusCode: 400, message: '{"error":{"code":"BadRequest"}}' });
    await thread.addParticipants({ participants: participants.slice(1) });
    assert.equal((await all(thread.listParticipants())).length, 201);
  });
});
