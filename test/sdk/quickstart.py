"""The chat quickstart with the official Python SDK, whole, against the emulator that the run script started.

It uses the versions that Debian packages, which call chat 2021-09-07 and identity 2022-10-01.
"""

import os
import unittest
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

from azure.communication.chat import (
    ChatClient,
    ChatMessageType,
    ChatParticipant,
    CommunicationTokenCredential,
)
from azure.communication.identity import (
    CommunicationIdentityClient,
    CommunicationTokenScope,
    CommunicationUserIdentifier,
)
from azure.core.exceptions import HttpResponseError

CONNECTION = os.environ["CHAT_CONNECTION_STRING"]
ENDPOINT = CONNECTION.removeprefix("endpoint=").split(";")[0].rstrip("/")
identity = CommunicationIdentityClient.from_connection_string(CONNECTION)


def new_user():
    """Returns a new user and its chat client."""
    user, token = identity.create_user_and_token([CommunicationTokenScope.CHAT])
    return user, ChatClient(ENDPOINT, CommunicationTokenCredential(token.token))


class Quickstart(unittest.TestCase):
    def setUp(self):
        self.jack, self.chat = new_user()
        self.fred, self.freds_chat = new_user()
        created = self.chat.create_chat_thread(
            "Sprint", thread_participants=[ChatParticipant(identifier=self.fred, display_name="Fred")]
        )
        self.assertFalse(created.errors)
        self.id = created.chat_thread.id
        self.thread = self.chat.get_chat_thread_client(self.id)

    def test_identities(self):
        user = identity.create_user()
        token = identity.get_token(user, ["chat"], token_expires_in=timedelta(hours=1))
        # Seven fractional digits, which this Python does not parse.
        left = datetime.fromisoformat(token.expires_on[:19] + "+00:00") - datetime.now(timezone.utc)
        self.assertAlmostEqual(left.total_seconds(), 3600, delta=60)
        identity.revoke_tokens(user)
        identity.delete_user(user)
        with self.assertRaises(HttpResponseError) as refused:
            identity.get_token(user, ["chat"])
        self.assertEqual(refused.exception.status_code, 404)

    def test_create_is_repeatable(self):
        first = self.chat.create_chat_thread("Once", idempotency_token="2b6ae2e4-2a7b-4c1c-8a0d-6a5f6b0e1c11")
        again = self.chat.create_chat_thread("Once", idempotency_token="2b6ae2e4-2a7b-4c1c-8a0d-6a5f6b0e1c11")
        self.assertEqual(first.chat_thread.id, again.chat_thread.id)

    def test_properties_and_topic(self):
        properties = self.thread.get_properties()
        self.assertEqual((properties.id, properties.topic), (self.id, "Sprint"))
        self.assertEqual(properties.created_by.raw_id, self.jack.raw_id)
        self.thread.update_topic(topic="New topic")
        self.assertEqual(self.thread.get_properties().topic, "New topic")

    def test_participants(self):
        joe, sue = identity.create_user(), identity.create_user()
        stranger = CommunicationUserIdentifier("8:orgid:2dee53b4-368b-45b4-ab52-8493fb117652")
        refused = self.thread.add_participants(
            [ChatParticipant(identifier=who, display_name="New", share_history_time=datetime.now(timezone.utc)) for who in (joe, sue, stranger)]
        )
        self.assertEqual([error.code for _, error in refused], ["403"])
        pages = self.thread.list_participants(results_per_page=2).by_page()
        sizes = [len(list(page)) for page in pages]
        self.assertEqual(sizes, [2, 2])
        self.thread.remove_participant(joe)
        names = {member.identifier.raw_id: member.display_name for member in self.thread.list_participants()}
        self.assertEqual(names, {self.jack.raw_id: None, self.fred.raw_id: "Fred", sue.raw_id: "New"})

    def test_messages(self):
        for kind in (ChatMessageType.TEXT, ChatMessageType.HTML, "text"):
            sent = self.thread.send_message("Hello", sender_display_name="Jack", chat_message_type=kind, metadata={"tags": "a"})
        self.thread.update_message(sent.id, "Changed", metadata={"tags": "b"})
        message = self.thread.get_message(sent.id)
        self.assertEqual((message.content.message, message.metadata, message.sender_display_name), ("Changed", {"tags": "b"}, "Jack"))
        self.assertIsNotNone(message.edited_on)
        self.thread.delete_message(sent.id)
        listed = list(self.thread.list_messages(results_per_page=2, start_time=datetime.now(timezone.utc) - timedelta(days=1)))
        self.assertEqual([m.type for m in listed], ["text", "html", "text", "topicUpdated", "participantAdded"])
        self.assertIsNotNone(listed[0].deleted_on)
        self.assertEqual(listed[3].content.topic, "Sprint")
        self.assertEqual({p.identifier.raw_id for p in listed[4].content.participants}, {self.jack.raw_id, self.fred.raw_id})

    def test_receipts_and_typing(self):
        sent = self.thread.send_message("Read me")
        self.freds_chat.get_chat_thread_client(self.id).send_read_receipt(sent.id)
        receipts = list(self.thread.list_read_receipts())
        self.assertEqual([(r.sender.raw_id, r.chat_message_id) for r in receipts], [(self.fred.raw_id, sent.id)])
        self.thread.send_typing_notification(sender_display_name="Jack")

    def test_threads(self):
        for _ in range(3):
            self.chat.create_chat_thread("More")
        pages = self.chat.list_chat_threads(results_per_page=2, start_time=datetime.now(timezone.utc) - timedelta(days=2)).by_page()
        found = [[item.id for item in page] for page in pages]
        self.assertEqual([len(page) for page in found], [2, 2])
        self.assertIn(self.id, sum(found, []))

    def test_delete(self):
        self.chat.delete_chat_thread(self.id)
        with self.assertRaises(HttpResponseError) as refused:
            self.thread.get_properties()
        self.assertEqual(refused.exception.status_code, 404)
        self.assertTrue([item for item in self.chat.list_chat_threads() if item.id == self.id and item.deleted_on])

    def test_stranger_is_refused(self):
        _, chat = new_user()
        with self.assertRaises(HttpResponseError) as refused:
            chat.get_chat_thread_client(self.id).send_message("Hello")
        self.assertEqual((refused.exception.status_code, refused.exception.error.code), (403, "Forbidden"))


if __name__ == "__main__":
    print("azure-communication-chat", version("azure-communication-chat"), "and identity", version("azure-communication-identity"))
    unittest.main(verbosity=2, warnings="ignore")  # the SDK leaves sockets to the garbage collector
