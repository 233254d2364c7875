"""The example of a conversation in the hosted product's documentation, on the bare host: only the address and the key are others."""

import os

from openai import OpenAI

client = OpenAI(base_url=os.environ["HOST_URL"], api_key=os.environ["THESYS_API_KEY"])

conversation = client.conversations.create()
response = client.responses.create(
    model="c1/anthropic/claude-sonnet-4/v-20250930",
    input="What is the capital of France?",
    conversation=conversation.id,
)
follow_up = client.responses.create(
    model="c1/anthropic/claude-sonnet-4/v-20250930",
    input="And what is its population?",
    conversation=conversation.id,
)
print(follow_up)
