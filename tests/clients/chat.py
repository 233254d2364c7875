"""What the hosted product's documentation asks, with only the address and the key changed."""

import os

import openai
from openai import OpenAI

client = OpenAI(api_key=os.environ["THESYS_API_KEY"], base_url=os.environ["BASE_URL"])
model = "c1/anthropic/claude-sonnet-4/v-20250930"
question = [{"role": "user", "content": "Show me the world population from 1950 to 2020 as a chart"}]

whole = client.chat.completions.create(model=model, messages=question)
content = whole.choices[0].message.content
assert whole.model == "c1/vitrine/offline/v-20261122", whole.model
assert content.startswith('<content thesys="true" version="2">'), content[:80]
assert any(chart in content for chart in ("LineChart(", "BarChart(", "AreaChart(")), content

streamed = ""
for chunk in client.chat.completions.create(model=model, messages=question, stream=True, stream_options={"include_usage": True}):
    if chunk.choices:
        streamed += chunk.choices[0].delta.content or ""
    else:
        assert chunk.usage.total_tokens > 0
assert streamed == content, "what is streamed adds up to what is answered whole"

messages = [{"role": "user", "content": "What is the capital of France?"}]
capital = client.chat.completions.create(model=model, messages=messages)
assert "Paris" in capital.choices[0].message.content
messages += [{"role": "assistant", "content": capital.choices[0].message.content}, {"role": "user", "content": "And what is its population?"}]
population = client.chat.completions.create(model=model, messages=messages)
assert "France" in population.choices[0].message.content or "Paris" in population.choices[0].message.content

assert client.models.retrieve("c1/vitrine/offline/v-20261122").object == "model"
try:
    client.chat.completions.create(model=model, messages=messages, n=2)
    raise AssertionError("n=2 was accepted")
except openai.BadRequestError as error:
    assert error.param == "n", error.body
print("openai for Python: chat, stream, conversation, models, errors")
