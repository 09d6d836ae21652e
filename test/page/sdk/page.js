// What the test's page does with the official chat SDK: two users write to each other.

import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { ChatClient } from "@azure/communication-chat";

const all = async (list) => {
  const found = [];
  for await (const element of list) found.push(element);
  return found;
};

const texts = async (thread) =>
  (await all(thread.listMessages())).filter((message) => message.type === "text" && !message.deletedOn).map((message) => `${message.senderDisplayName}: ${message.content.message}`);

/** Lets two users, {id, token}, talk in a new thread, and returns what each of them reads at the end. */
globalThis.converse = async (endpoint, anna, ben) => {
  const client = (user) => new ChatClient(endpoint, new AzureCommunicationTokenCredential(user.token), { retryOptions: { maxRetries: 3 } });
  const created = await client(anna).createChatThread(
    { topic: "From a page" },
    { participants: [{ id: { communicationUserId: ben.id }, displayName: "Ben" }] },
  );
  const annas = client(anna).getChatThreadClient(created.chatThread.id);
  const bens = client(ben).getChatThreadClient(created.chatThread.id);
  const first = await annas.sendMessage({ content: "Hello Ben" }, { senderDisplayName: "Anna" });
  await bens.sendReadReceipt({ chatMessageId: first.id });
  const second = await bens.sendMessage({ content: "Hello Ana" }, { senderDisplayName: "Ben" });
  await bens.updateMessage(second.id, { content: "Hello Anna" });
  const third = await annas.sendMessage({ content: "oops" });
  await annas.deleteMessage(third.id);
  await annas.updateTopic("From another origin");
  return {
    annaReads: await texts(annas),
    benReads: await texts(bens),
    topic: (await bens.getProperties()).topic,
    members: (await all(bens.listParticipants())).length,
    receipts: (await all(annas.listReadReceipts())).length,
    refused: await client(anna).getChatThreadClient("19:nothing@thread.v2").getProperties().then(() => 0, (error) => error.statusCode),
  };
};
