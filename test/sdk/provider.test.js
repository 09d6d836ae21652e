// The provider and the official SDK on the same service: what one does, the other sees.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { all, chatWith, identity } from "./clients.js";
import { command, Workspace } from "./terraform.js";

const configuration = `
terraform {
  required_providers {
    chat = { source = "terraform-acs/chat" }
  }
}

provider "chat" {}

resource "chat_user" "ben" {}

resource "chat_thread" "plans" {
  topic    = "Plans"
  metadata = { team = "blue" }
  members  = { ben = { user_id = chat_user.ben.id, display_name = "Ben", share_history_time = "2026-01-02T03:04:05Z" } }
}

resource "chat_message" "hello" {
  thread_id           = chat_thread.plans.id
  content             = "hello"
  sender_display_name = "Terraform"
  metadata            = { priority = "high" }
}

output "thread_id" { value = chat_thread.plans.id }
output "message_id" { value = chat_message.hello.id }
output "ben" { value = chat_user.ben.id }
`;

describe("the provider and the SDK", { skip: command ? false : "there is no terraform or tofu" }, () => {
  let workspace, outputs, thread, chat;

  before(async () => {
    workspace = await Workspace.create(configuration);
    await workspace.apply();
    outputs = await workspace.outputs();
    const { token } = await identity.getToken({ communicationUserId: process.env.CHAT_USER_ID }, ["chat"]);
    chat = chatWith(token);
    thread = chat.getChatThreadClient(outputs.thread_id);
  });
  after(() => rm(workspace.folder, { recursive: true }));

  it("see what the provider made", async () => {
    const { topic, metadata, createdBy } = await thread.getProperties();
    assert.deepEqual({ topic, metadata }, { topic: "Plans", metadata: { team: "blue" } });
    assert.equal(createdBy.communicationUserId, process.env.CHAT_USER_ID);
    const ben = (await all(thread.listParticipants())).find(({ id }) => id.communicationUserId === outputs.ben);
    assert.equal(ben.displayName, "Ben");
    assert.equal(ben.shareHistoryTime.toISOString(), "2026-01-02T03:04:05.000Z");
    const message = await thread.getMessage(outputs.message_id);
    assert.deepEqual(
      [message.content.message, message.senderDisplayName, message.metadata],
      ["hello", "Terraform", { priority: "high" }],
    );
    assert.deepEqual(await workspace.plan(), {});
  });

  it("show as drift what the SDK changed, and put it right", async () => {
    const extra = await identity.createUser();
    await thread.updateProperties({ topic: "Changed", metadata: { team: "red" } });
    await thread.removeParticipant({ communicationUserId: outputs.ben });
    await thread.addParticipants({ participants: [{ id: extra }] });
    await thread.updateMessage(outputs.message_id, { content: "changed" });

    const changes = await workspace.plan();
    assert.deepEqual(Object.keys(changes).sort(), ["chat_message.hello", "chat_thread.plans"]);
    const { before: was, after: will, actions } = changes["chat_thread.plans"];
    assert.deepEqual(actions, ["update"]);
    assert.deepEqual([was.topic, will.topic], ["Changed", "Plans"]);
    assert.deepEqual([was.metadata, will.metadata], [{ team: "red" }, { team: "blue" }]);
    const keys = ({ members }) => Object.keys(members);
    assert.deepEqual([keys(was), keys(will)], [[extra.communicationUserId], ["ben"]]);
    assert.deepEqual(changes["chat_message.hello"].actions, ["update"]);
    assert.equal(changes["chat_message.hello"].before.content, "changed");

    await workspace.apply();
    assert.equal((await thread.getProperties()).topic, "Plans");
    const participants = (await all(thread.listParticipants())).map(({ id }) => id.communicationUserId);
    assert.deepEqual(participants.sort(), [process.env.CHAT_USER_ID, outputs.ben].sort());
    assert.equal((await thread.getMessage(outputs.message_id)).content.message, "hello");
    assert.deepEqual(await workspace.plan(), {});
  });

  it("make anew what the SDK deleted", async () => {
    await thread.deleteMessage(outputs.message_id);
    assert.deepEqual((await workspace.plan())["chat_message.hello"].actions, ["create"]);
    await chat.deleteChatThread(outputs.thread_id);
    const changes = await workspace.plan();
    assert.deepEqual(changes["chat_thread.plans"].actions, ["create"]);
    assert.deepEqual(changes["chat_message.hello"].actions, ["create"]);
    await workspace.apply();
    assert.notEqual((await workspace.outputs()).thread_id, outputs.thread_id);
  });

  it("see nothing any more when the provider is done", async () => {
    const { thread_id, ben } = await workspace.outputs();
    await workspace.destroy();
    await assert.rejects(chat.getChatThreadClient(thread_id).getProperties(), { statusCode: 404 });
    await assert.rejects(identity.getToken({ communicationUserId: ben }, ["chat"]), { statusCode: 404 });
    for (const item of await all(chat.listChatThreads())) assert.ok(item.deletedOn);
  });
});
