import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chatWith, connectionString, identity, identityWith, newUser, refusal } from "./clients.js";

const minutes = (date) => Math.round((date - Date.now()) / 60_000);

describe("CommunicationIdentityClient", () => {
  it("creates users with ids of their own", async () => {
    const [one, two] = [await identity.createUser(), await identity.createUser()];
    assert.match(one.communicationUserId, /^8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}$/);
    assert.notEqual(one.communicationUserId, two.communicationUserId);
  });

  it("creates a user together with a token", async () => {
    const { user, token, expiresOn } = await identity.createUserAndToken(["chat"], { tokenExpiresInMinutes: 60 });
    assert.equal(minutes(expiresOn), 60);
    const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
    assert.equal(`8:${claims.skypeid}`, user.communicationUserId);
    await chatWith(token).listChatThreads().next();
  });

  it("issues tokens for 24 hours unless told otherwise", async () => {
    const user = await identity.createUser();
    assert.equal(minutes((await identity.getToken(user, ["chat", "voip"])).expiresOn), 24 * 60);
    assert.equal(minutes((await identity.getToken(user, ["chat"], { tokenExpiresInMinutes: 90 })).expiresOn), 90);
    await assert.rejects(identity.getToken(user, ["chat"], { tokenExpiresInMinutes: 59 }), { statusCode: 400 });
    await assert.rejects(identity.getToken(user, ["mail"]), { statusCode: 400 });
    await assert.rejects(identity.getToken(user, []), { statusCode: 400 });
  });

  it("revokes all tokens of a user and of nobody else", async () => {
    const [anna, ben] = [await newUser(), await newUser()];
    await identity.revokeTokens(anna.id);
    await assert.rejects(anna.chat.listChatThreads().next(), { statusCode: 401 });
    await ben.chat.listChatThreads().next();
    await chatWith((await identity.getToken(anna.id, ["chat"])).token).listChatThreads().next();
  });

  it("deletes users, whose tokens then are void", async () => {
    const anna = await newUser();
    await identity.deleteUser(anna.id);
    await assert.rejects(anna.chat.listChatThreads().next(), { statusCode: 401 });
    const gone = refusal(404, "NotFound", "The specified identity was not found.");
    await assert.rejects(identity.getToken(anna.id, ["chat"]), gone);
    await assert.rejects(identity.revokeTokens(anna.id), gone);
    await assert.rejects(identity.deleteUser(anna.id), gone);
  });

  it("refuses a wrong access key", async () => {
    const wrong = connectionString.replace(/accesskey=.*/i, `accesskey=${Buffer.from("wrong").toString("base64")}`);
    await assert.rejects(identityWith(wrong).createUser(), refusal(401, "Denied", "Denied by the resource provider."));
  });

  it("does not exchange tokens of Teams users, which is not emulated", async () => {
    const options = { teamsUserAadToken: "token", clientId: "client", userObjectId: "user" };
    await assert.rejects(identity.getTokenForTeamsUser(options), refusal(501, "NotImplemented", "Teams is not emulated."));
  });
});
