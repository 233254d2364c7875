"""Responses by the official client: whole, streamed, kept, continued, tools, structured output, errors."""

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
responses = client.responses

# Whole, and kept.
whole = responses.create(model=MODEL, input=CHART, metadata={"place": "test"})
assert (whole.status, whole.model) == ("completed", OFFLINE), whole
assert is_chart(whole.output_text), whole.output_text
assert whole.usage.total_tokens == whole.usage.input_tokens + whole.usage.output_tokens
assert responses.retrieve(whole.id) == whole, "what was sent is what is kept"
[question] = responses.input_items.list(whole.id).data
assert question.content[0].text == CHART, question

# Streamed: by hand, and by the client's helper.
events = list(responses.create(model=MODEL, input=CHART, stream=True))
assert [event.sequence_number for event in events] == list(range(len(events)))
assert (events[0].type, events[-1].type) == ("response.created", "response.completed")
streamed = "".join(event.delta for event in events if event.type == "response.output_text.delta")
assert streamed == whole.output_text, "what is streamed adds up to what is answered whole"
assert responses.retrieve(events[-1].response.id).output == events[-1].response.output
with responses.stream(model=MODEL, input=CHART) as stream:
    assert stream.get_final_response().output_text == whole.output_text

# Memory by previous_response_id.
capital = responses.create(model=MODEL, input=CAPITAL)
assert is_capital(capital.output_text)
follow = responses.create(model=MODEL, input=POPULATION, previous_response_id=capital.id)
assert is_population(follow.output_text), follow.output_text

# Deleted, and not kept at all.
assert responses.delete(whole.id) is None
unkept = responses.create(model=MODEL, input=CAPITAL, store=False)
for id in (whole.id, unkept.id):
    try:
        responses.retrieve(id)
        raise AssertionError("a response that is not kept was found")
    except openai.NotFoundError as error:
        assert error.type == "invalid_request_error", error.body

# A tool, there and back.
tools = [{"type": "function", "name": "get_weather", "description": "The weather", "parameters": WEATHER_SCHEMA, "strict": True}]
called = responses.create(model=MODEL, input=WEATHER, tools=tools)
[call] = [item for item in called.output if item.type == "function_call"]
assert "Paris" in call.arguments
output = {"type": "function_call_output", "call_id": call.call_id, "output": WEATHER_ANSWER}
answered = responses.create(model=MODEL, input=[output], previous_response_id=called.id, tools=tools)
assert is_weather(answered.output_text), answered.output_text
again = responses.create(model=MODEL, input=[{"role": "user", "content": WEATHER}, *called.output, output], tools=tools, store=False)
assert is_weather(again.output_text), again.output_text

# Structured output, checked by the client against its schema.
person = responses.parse(model=MODEL, input=PERSON, text_format=Person).output_parsed
assert "Ada" in person.name, person

# Counting and compacting.
assert responses.input_tokens.count(model=MODEL, input=CHART).input_tokens > 0
compacted = responses.compact(model=MODEL, input=[{"role": "user", "content": CAPITAL}, *capital.output])
assert compacted.object == "response.compaction"
onwards = responses.create(model=MODEL, input=[*compacted.output, {"role": "user", "content": POPULATION}])
assert is_population(onwards.output_text), onwards.output_text

# Refusals become the client's classes.
for body, kind, field, value in (
    ({"previous_response_id": "resp_" + "0" * 24}, openai.BadRequestError, "code", "previous_response_not_found"),
    ({"previous_response_id": "resp_0", "conversation": "conv_0"}, openai.BadRequestError, "type", "invalid_request_error"),
    ({"conversation": "conv_" + "0" * 24}, openai.NotFoundError, "type", "invalid_request_error"),
    ({"temperature": 3}, openai.BadRequestError, "param", "temperature"),
    ({"model": "nothing"}, openai.NotFoundError, "code", "model_not_found"),
):
    try:
        responses.create(**{"model": MODEL, "input": CAPITAL, **body})
        raise AssertionError(f"{body} was accepted")
    except openai.APIStatusError as error:
        assert isinstance(error, kind), error
        assert getattr(error, field) == value, error.body
