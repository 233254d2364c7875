"""The example of a follow-up by previous_response_id in the hosted product's documentation: only the address and the key are others."""

import os

from openai import OpenAI

client = OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["THESYS_API_KEY"])

response = client.responses.create(
    model="c1/anthropic/claude-sonnet-4/v-20250930",
    input="What is the capital of France?",
)
follow_up = client.responses.create(
    model="c1/anthropic/claude-sonnet-4/v-20250930",
    input="And what is its population?",
    previous_response_id=response.id,
)
print(follow_up)
