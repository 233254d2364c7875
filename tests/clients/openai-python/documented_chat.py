"""The chat example of the hosted product's documentation: only the address and the key are others."""

import os

from openai import OpenAI

client = OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["THESYS_API_KEY"])

completion = client.chat.completions.create(
    model="c1/anthropic/claude-sonnet-4/v-20250930",
    messages=[{"role": "user", "content": "How did the population of the world grow from 1950 to 2020?"}],
)
print(completion.choices[0].message.content)
