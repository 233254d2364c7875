"""Conversations by the official client, whose base URL is the bare host."""

import openai
from expected import API_KEY, CAPITAL, HOST_URL, MODEL, POPULATION, is_capital, is_population

client = openai.OpenAI(api_key=API_KEY, base_url=HOST_URL)
conversations = client.conversations

conversation = conversations.create(metadata={"topic": "geography"})
assert conversation.metadata == {"topic": "geography"}, conversation
capital = client.responses.create(model=MODEL, input=CAPITAL, conversation=conversation.id)
assert is_capital(capital.output_text)
assert capital.conversation.id == conversation.id
population = client.responses.create(model=MODEL, input=POPULATION, conversation={"id": conversation.id})
assert is_population(population.output_text), population.output_text

# Both turns are in it, oldest first; pages follow one another.
items = list(conversations.items.list(conversation.id, order="asc", limit=1))
assert [item.role for item in items] == ["user", "assistant", "user", "assistant"], items

added = conversations.items.create(conversation.id, items=[{"type": "message", "role": "user", "content": "One more."}])
[item] = added.data
assert item.content[0].text == "One more.", item
assert conversations.items.retrieve(item.id, conversation_id=conversation.id) == item
assert conversations.items.delete(item.id, conversation_id=conversation.id).id == conversation.id

assert conversations.update(conversation.id, metadata={"topic": "maps"}).metadata == {"topic": "maps"}
assert conversations.delete(conversation.id).deleted
for find in (
    lambda: conversations.retrieve(conversation.id),
    lambda: conversations.items.list(conversation.id),
    lambda: client.responses.create(model=MODEL, input=CAPITAL, conversation=conversation.id),
):
    try:
        find()
        raise AssertionError("a deleted conversation was found")
    except openai.NotFoundError as error:
        assert error.type == "invalid_request_error", error.body
