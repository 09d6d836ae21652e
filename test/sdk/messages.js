import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { all, newThread, newUser, refusal } from "./clients.js";

describe("messages", () => {
  it("are sent, read, edited and deleted", async () => {
    const anna = await newUser();
    const thread = await newThread(anna);
    const { id } = await thread.sendMessage(
      { content: "<p>hi</p>" },
      { type: "html", senderDisplayName: "Anna", metadata: { priority: "high", kept: "1" } },
    );
    const sent = await thread.getMessage(id);
    assert.equal(sent.type, "html");
    assert.deepEqual(sent.content, { message: "<p>hi</p>" });
    assert.equal(sent.senderDisplayName, "Anna");
    assert.equal(sent.sender.communicationUserId, anna.id.communicationUserId);
    assert.deepEqual(sent.metadata, { priority: "high", kept: "1" });
    assert.equal(sent.sequenceId, "3");
    assert.equal(sent.version, id);

    await thread.updateMessage(id, { content: "ho", metadata: { priority: "" } });
    const edited = await thread.getMessage(id);
    assert.deepEqual(edited.content, { message: "ho" });
    assert.deepEqual(edited.metadata, { kept: "1" });
    assert.ok(edited.editedOn instanceof Date);
    assert.equal(edited.sequenceId, "4");
    assert.notEqual(edited.version, id);
    assert.deepEqual(edited.createdOn, sent.createdOn);

    await thread.deleteMessage(id);
    const deleted = (await all(thread.listMessages()))[0];
    assert.equal(deleted.id, id);
    assert.ok(deleted.deletedOn instanceof Date);
    assert.deepEqual(deleted.content, { message: "" });
    assert.equal(deleted.metadata, undefined);
  });

  it("without a type are text, without a name have an empty one", async () => {
    const thread = await newThread(await newUser());
    const { id } = await thread.sendMessage({ content: "hi" });
    const { type, senderDisplayName } = await thread.getMessage(id);
    assert.deepEqual({ type, senderDisplayName }, { type: "text", senderDisplayName: "" });
  });

  it("are listed newest first, page by page, from a start time on", async () => {
    const thread = await newThread(await newUser());
    for (let i = 0; i < 5; i++) await thread.sendMessage({ content: String(i) });
    const pages = [];
    for await (const page of thread.listMessages({ maxPageSize: 3 }).byPage()) pages.push(page);
    assert.deepEqual(pages.map((page) => page.length), [3, 3, 1]);
    assert.deepEqual(pages.flat().map((message) => message.content.message ?? message.type),
      ["4", "3", "2", "1", "0", "topicUpdated", "participantAdded"]);
    const startTime = new Date(Date.now() - 60_000);
    assert.equal((await all(thread.listMessages({ maxPageSize: 2, startTime }))).length, 7);
    assert.equal((await all(thread.listMessages({ startTime: new Date(Date.now() + 60_000) }))).length, 0);
  });

  it("of the service tell what happened", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    const thread = await newThread(anna);
    await thread.addParticipants({ participants: [{ id: ben.id, displayName: "Ben" }] });
    await thread.removeParticipant(ben.id);
    await thread.updateTopic("New");
    const [topic, removed, added] = await all(thread.listMessages());
    assert.deepEqual([topic.type, topic.content.topic], ["topicUpdated", "New"]);
    for (const [message, type] of [[added, "participantAdded"], [removed, "participantRemoved"]]) {
      assert.equal(message.type, type);
      assert.equal(message.content.initiator.communicationUserId, anna.id.communicationUserId);
      assert.deepEqual(message.content.participants.map(({ id, displayName }) => [id.communicationUserId, displayName]),
        [[ben.id.communicationUserId, "Ben"]]);
      assert.equal(message.sender, undefined);
    }
  });

  it("are changed by their sender only", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    const thread = await newThread(anna, ben);
    const { id } = await thread.sendMessage({ content: "mine" });
    const other = ben.chat.getChatThreadClient(thread.threadId);
    await assert.rejects(other.updateMessage(id, { content: "yours" }), { statusCode: 403 });
    await assert.rejects(other.deleteMessage(id), { statusCode: 403 });
    assert.equal((await other.getMessage(id)).content.message, "mine");
  });

  it("that are malformed, too large or unknown are refused", async () => {
    const thread = await newThread(await newUser());
    await assert.rejects(thread.getMessage("x"), refusal(400, "BadRequest", "Value for MessageId (x) is not valid."));
    await assert.rejects(thread.getMessage("1"), { statusCode: 404 });
    await assert.rejects(thread.sendMessage({ content: "" }), { statusCode: 400 });
    await assert.rejects(thread.sendMessage({ content: "x".repeat(28 * 1024 + 1) }), { statusCode: 413 });
  });
});

describe("read receipts and typing notifications", () => {
  it("say how far somebody has read", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    const thread = await newThread(anna, ben);
    const { id } = await thread.sendMessage({ content: "read me" });
    for (const user of [anna, ben]) {
      await user.chat.getChatThreadClient(thread.threadId).sendReadReceipt({ chatMessageId: id });
    }
    const pages = [];
    for await (const page of thread.listReadReceipts({ maxPageSize: 1 }).byPage()) pages.push(page);
    assert.deepEqual(pages.map((page) => page.length), [1, 1]);
    assert.deepEqual(
      new Set(pages.flat().map((receipt) => receipt.sender.communicationUserId)),
      new Set([anna.id.communicationUserId, ben.id.communicationUserId]),
    );
    for (const receipt of pages.flat()) {
      assert.equal(receipt.chatMessageId, id);
      assert.ok(Math.abs(receipt.readOn - Date.now()) < 10_000);
    }
    await assert.rejects(thread.sendReadReceipt({ chatMessageId: "1" }), { statusCode: 404 });
  });

  it("say that somebody is typing", async () => {
    const [anna, eve] = [await newUser(), await newUser()];
    const thread = await newThread(anna);
    assert.equal(await thread.sendTypingNotification({ senderDisplayName: "Anna" }), true);
    await assert.rejects(eve.chat.getChatThreadClient(thread.threadId).sendTypingNotification(), { statusCode: 403 });
  });
});
