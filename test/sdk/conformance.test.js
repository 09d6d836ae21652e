// Every method of the official clients against the emulator.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatClient, ChatThreadClient } from "@azure/communication-chat";
import { CommunicationIdentityClient } from "@azure/communication-identity";
import { called } from "./clients.js";
import "./identity.js";
import "./threads.js";
import "./participants.js";
import "./messages.js";
import "./faults.js";

// Private in the SDK's type declarations, which a running program does not see.
const isPrivate = (name) => /^(constructor|canPostTypingNotification|subscribeToSignalingEvents)$|(Page|All)$/.test(name);

test("every public method was called", () => {
  const missing = [ChatClient, ChatThreadClient, CommunicationIdentityClient].flatMap((client) =>
    Object.getOwnPropertyNames(client.prototype)
      .filter((name) => !isPrivate(name))
      .map((name) => `${client.name}.${name}`)
      .filter((name) => !called.has(name)),
  );
  assert.deepEqual(missing, []);
});
