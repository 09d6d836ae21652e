import os
import re

from azure.communication.chat import ChatClient, ChatMessageType, ChatParticipant, CommunicationTokenCredential
from azure.communication.identity import CommunicationIdentityClient

connection = os.environ["CHAT_CONNECTION_STRING"]
endpoint = re.search("endpoint=([^;]+)", connection).group(1)
identity = CommunicationIdentityClient.from_connection_string(connection)


def join(name):
    """A new user who can chat."""
    user = identity.create_user()
    token = identity.get_token(user, scopes=["chat"]).token
    chat = ChatClient(endpoint, CommunicationTokenCredential(token))
    return chat, ChatParticipant(identifier=user, display_name=name)


ada, ada_as_member = join("Ada")
ben, ben_as_member = join("Ben")
created = ada.create_chat_thread("Lunch", thread_participants=[ada_as_member, ben_as_member])
thread_id = created.chat_thread.id

ada.get_chat_thread_client(thread_id).send_message(content="Shall we meet at noon?", sender_display_name="Ada")
ben.get_chat_thread_client(thread_id).send_message(content="Noon is fine.", sender_display_name="Ben")

messages = list(ada.get_chat_thread_client(thread_id).list_messages())
for message in reversed(messages):
    if message.type == ChatMessageType.TEXT:
        print(f"{message.sender_display_name}: {message.content.message}")
