// The official clients, connected to the emulator that the run script started.

import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { ChatClient } from "@azure/communication-chat";
import { CommunicationIdentityClient } from "@azure/communication-identity";

export const connectionString = process.env.CHAT_CONNECTION_STRING;
const endpoint = /endpoint=(.*?)\/?;/.exec(connectionString)[1];

/** The public methods that tests have called, as "Class.method". */
export const called = new Set();

/** Notes which of a client's methods tests call. */
function noted(client) {
  return new Proxy(client, {
    get(target, name) {
      const value = target[name];
      if (typeof value !== "function") return value;
      return (...given) => {
        called.add(`${target.constructor.name}.${String(name)}`);
        const result = value.apply(target, given);
        return name === "getChatThreadClient" ? noted(result) : result;
      };
    },
  });
}

// One try, so that a refusal is seen at once; tests of retries say so.
const once = { retryOptions: { maxRetries: 0 } };

export const identity = noted(new CommunicationIdentityClient(connectionString, once));

/** Another identity client on the same resource, or on the given one. */
export const identityWith = (connection, options = once) => new CommunicationIdentityClient(connection, options);

/** A chat client with the given token. */
export function chatWith(token, options = once) {
  return noted(new ChatClient(endpoint, new AzureCommunicationTokenCredential(token), options));
}

/** A new user with its id and a chat client of its own. */
export async function newUser(options = once) {
  const { user, token } = await identity.createUserAndToken(["chat"]);
  return { id: user, token, chat: chatWith(token, options) };
}

/** A new thread of the user, as the user's thread client. */
export async function newThread(user, ...participants) {
  const created = await user.chat.createChatThread(
    { topic: "Plans" },
    { participants: participants.map((participant) => ({ id: participant.id })) },
  );
  return user.chat.getChatThreadClient(created.chatThread.id);
}

/** All the elements of a list. */
export async function all(list) {
  const found = [];
  for await (const element of list) found.push(element);
  return found;
}

/** What a refusal with status, code and message is compared with by assert.rejects. */
export const refusal = (statusCode, code, message) => ({ name: "RestError", statusCode, code, message });

/** Makes calls fail, see "Fault" in the emulator. */
export async function inject(fault) {
  const response = await fetch(`${process.env.CHAT_ADMIN_URL}/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
  if (response.status !== 204) throw new Error(`injecting a fault: ${response.status} ${await response.text()}`);
}
