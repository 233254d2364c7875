"""Over every wire format of a provider: an agent of two turns whose reasoning goes back, an object, and a stop in the middle."""

import json
import urllib.request
import uuid

import openai
from expected import API_KEY, BASE_URL, PERSON, PROVIDER_MODELS, PROVIDERS_URL, WEATHER, WEATHER_ANSWER, WEATHER_SCHEMA, is_weather
from pydantic import BaseModel


class Person(BaseModel):
    name: str
    born: int


client = openai.OpenAI(api_key=API_KEY, base_url=BASE_URL, max_retries=0)


def endless() -> tuple[str, str]:
    """A question whose answer does not end by itself, and the address that answers once the provider was told to stop."""
    mark = uuid.uuid4().hex
    return f"Count without an end: {mark}", f"{PROVIDERS_URL}/stopped/{mark}"


def chat(model: str) -> None:
    function = {"name": "get_weather", "description": "The weather", "parameters": WEATHER_SCHEMA, "strict": True}
    tools = [{"type": "function", "function": function}]
    messages = [{"role": "user", "content": WEATHER}]
    called = client.chat.completions.create(model=model, messages=messages, tools=tools).choices[0].message
    [call] = called.tool_calls
    assert json.loads(call.function.arguments) == {"city": "Paris"}, call
    messages += [called, {"role": "tool", "tool_call_id": call.id, "content": WEATHER_ANSWER}]
    answered = client.chat.completions.create(model=model, messages=messages, tools=tools)
    assert is_weather(answered.choices[0].message.content), answered
    question = [{"role": "user", "content": PERSON}]
    person = client.chat.completions.parse(model=model, messages=question, response_format=Person).choices[0].message.parsed
    assert person == Person(name="Ada Lovelace", born=1815), person
    question, stopped = endless()
    with client.chat.completions.create(model=model, messages=[{"role": "user", "content": question}], stream=True) as stream:
        next(chunk for chunk in stream if chunk.choices and chunk.choices[0].delta.content)
    urllib.request.urlopen(stopped).read()


def responses(model: str) -> None:
    tool = {"type": "function", "name": "get_weather", "description": "The weather", "parameters": WEATHER_SCHEMA, "strict": True}
    settings = {"model": model, "tools": [tool], "include": ["reasoning.encrypted_content"]}
    question = [{"role": "user", "content": WEATHER}]
    # Kept by the server, and by the client, with the reasoning sealed.
    for store in (True, False):
        first = client.responses.create(**settings, store=store, input=question)
        [call] = [item for item in first.output if item.type == "function_call"]
        output = {"type": "function_call_output", "call_id": call.call_id, "output": WEATHER_ANSWER}
        earlier = {"previous_response_id": first.id, "input": [output]} if store else {"input": [*question, *first.output, output]}
        second = client.responses.create(**settings, store=store, **earlier)
        assert is_weather(second.output_text), second
    person = client.responses.parse(model=model, input=PERSON, text_format=Person).output_parsed
    assert person == Person(name="Ada Lovelace", born=1815), person
    question, stopped = endless()
    with client.responses.create(model=model, input=question, stream=True, store=False) as stream:
        next(event for event in stream if event.type == "response.output_text.delta")
    urllib.request.urlopen(stopped).read()


for model in PROVIDER_MODELS:
    chat(model)
    responses(model)
