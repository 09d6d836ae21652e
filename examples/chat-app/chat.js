import { ChatClient } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { CommunicationIdentityClient } from "@azure/communication-identity";

const connection = process.env.CHAT_CONNECTION_STRING;
const endpoint = connection.match(/endpoint=([^;]+)/)[1];
const identity = new CommunicationIdentityClient(connection);

/** A new user who can chat. The SDK asks for a token when it needs one, and for another before that expires. */
async function join(name) {
  const user = await identity.createUser();
  const credential = new AzureCommunicationTokenCredential({
    tokenRefresher: async () => (await identity.getToken(user, ["chat"])).token,
  });
  return { name, user, chat: new ChatClient(endpoint, credential) };
}

async function main() {
  const ada = await join("Ada");
  const ben = await join("Ben");
  const { chatThread } = await ada.chat.createChatThread(
    { topic: "Lunch" },
    { participants: [{ id: ada.user, displayName: ada.name }, { id: ben.user, displayName: ben.name }] },
  );
  const thread = (person) => person.chat.getChatThreadClient(chatThread.id);
  const say = (person, content) => thread(person).sendMessage({ content }, { senderDisplayName: person.name });

  await say(ada, "Shall we meet at noon?");
  await say(ben, "Noon is fine.");

  const messages = [];
  for await (const message of thread(ada).listMessages()) messages.unshift(message);
  for (const { type, senderDisplayName, content } of messages) {
    if (type === "text") console.log(`${senderDisplayName}: ${content.message}`);
  }
}

main().catch((error) => console.log(`It failed: ${error.statusCode ?? error.code} ${error.message}`));
