import { ChatClient } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { CommunicationIdentityClient } from "@azure/communication-identity";

const connection = process.env.CHAT_CONNECTION_STRING;
const endpoint = connection.match(/endpoint=([^;]+)/)[1];
const identity = new CommunicationIdentityClient(connection);

const { user, token } = await identity.createUserAndToken(["chat"], { tokenExpiresInMinutes: 60 });
const chat = new ChatClient(endpoint, new AzureCommunicationTokenCredential(token));

async function tryIt(when) {
  try {
    await chat.listChatThreads().next();
    console.log(`${when}: let in`);
  } catch (error) {
    console.log(`${when}: ${error.statusCode}`);
  }
}

await tryIt("With the token");
await identity.revokeTokens(user);
await tryIt("After it was revoked");
