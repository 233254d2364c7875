"""Chat completions by the official client: whole, streamed, tools, structured output, models, errors."""

import openai
from expected import (
    API_KEY, BASE_URL, CAPITAL, CHART, MODEL, OFFLINE, PERSON, POPULATION, WEATHER, WEATHER_ANSWER, WEATHER_SCHEMA,
    is_capital, is_chart, is_population, is_weather,
)
from pydantic import BaseModel


class Person(BaseModel):
    name: str
    born: int


client = openai.OpenAI(api_key=API_KEY, base_url=BASE_URL)
completions = client.chat.completions


def ask(content: str) -> dict:
    return {"model": MODEL, "messages": [{"role": "user", "content": content}]}


# Whole.
whole = completions.create(**ask(CHART))
chart = whole.choices[0].message.content
assert whole.model == OFFLINE, whole.model
assert is_chart(chart), chart
assert whole.usage.total_tokens == whole.usage.prompt_tokens + whole.usage.completion_tokens
assert whole._request_id.startswith("req_")

# Streamed: by hand, and by the client's helper.
streamed, usage = "", None
for chunk in completions.create(**ask(CHART), stream=True, stream_options={"include_usage": True}):
    streamed += (chunk.choices[0].delta.content or "") if chunk.choices else ""
    usage = usage or chunk.usage
assert streamed == chart, "what is streamed adds up to what is answered whole"
assert usage == whole.usage
with completions.stream(**ask(CHART)) as stream:
    assert stream.get_final_completion().choices[0].message.content == chart

# A dialogue that the client keeps.
messages = ask(CAPITAL)["messages"]
capital = completions.create(model=MODEL, messages=messages)
assert is_capital(capital.choices[0].message.content)
messages += [capital.choices[0].message, {"role": "user", "content": POPULATION}]
population = completions.create(model=MODEL, messages=messages)
assert is_population(population.choices[0].message.content), population

# A tool, there and back.
tools = [{"type": "function", "function": {"name": "get_weather", "description": "The weather", "parameters": WEATHER_SCHEMA}}]
messages = ask(WEATHER)["messages"]
called = completions.create(model=MODEL, messages=messages, tools=tools).choices[0]
assert called.finish_reason == "tool_calls"
assert "Paris" in called.message.tool_calls[0].function.arguments
messages += [called.message, {"role": "tool", "tool_call_id": called.message.tool_calls[0].id, "content": WEATHER_ANSWER}]
answered = completions.create(model=MODEL, messages=messages, tools=tools)
assert is_weather(answered.choices[0].message.content), answered

# Structured output, checked by the client against its schema.
person = completions.parse(**ask(PERSON), response_format=Person).choices[0].message.parsed
assert "Ada" in person.name, person

# Models.
assert OFFLINE in [model.id for model in client.models.list()]
assert client.models.retrieve(OFFLINE).id == OFFLINE

# Refusals become the client's classes.
try:
    completions.create(**ask(CAPITAL), n=2)
    raise AssertionError("n=2 was accepted")
except openai.BadRequestError as error:
    assert error.param == "n", error.body
try:
    completions.create(**{**ask(CAPITAL), "model": "nothing"})
    raise AssertionError("an unknown model was accepted")
except openai.NotFoundError as error:
    assert error.code == "model_not_found", error.body
