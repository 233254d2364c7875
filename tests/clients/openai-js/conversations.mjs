import assert from "node:assert/strict";
import OpenAI from "openai";
import { assertCapital, assertPopulation, BASE_URL, CAPITAL, HOST_URL, MODEL, OFFLINE, POPULATION, THESYS_API_KEY } from "../questions.mjs";

// The same conversations whether the base URL ends in /v1/embed, in /v1, or with the host, as in the documentation.
for (const baseURL of [BASE_URL, `${HOST_URL}/v1`, HOST_URL]) await converse(new OpenAI({ baseURL, apiKey: THESYS_API_KEY }));
assert.equal((await new OpenAI({ baseURL: HOST_URL, apiKey: THESYS_API_KEY }).models.retrieve(OFFLINE)).id, OFFLINE);

async function converse(client) {
  const { conversations, responses } = client;
  const conversation = await conversations.create({ metadata: { topic: "geography" } });
  assert.equal(conversation.object, "conversation");
  assert.deepEqual(conversation.metadata, { topic: "geography" });

  const capital = await responses.create({ model: MODEL, input: CAPITAL, conversation: conversation.id });
  assertCapital(capital.output_text);
  assert.deepEqual(capital.conversation, { id: conversation.id });
  const population = await responses.create({ model: MODEL, input: POPULATION, conversation: { id: conversation.id }, stream: true });
  for await (const event of population) if (event.type === "response.completed") assertPopulation(event.response.output[0].content[0].text);

  // Both turns are in it, oldest first; pages follow one another.
  const items = [];
  for await (const item of conversations.items.list(conversation.id, { order: "asc", limit: 1 })) items.push(item);
  assert.deepEqual(
    items.map(({ role }) => role),
    ["user", "assistant", "user", "assistant"],
  );
  assert.deepEqual(items[1], capital.output[0]);

  // Items by hand.
  const added = await conversations.items.create(conversation.id, { items: [{ type: "message", role: "user", content: "One more." }] });
  assert.deepEqual(added.data[0].content, [{ type: "input_text", text: "One more." }]);
  const [{ id }] = added.data;
  assert.deepEqual(await conversations.items.retrieve(id, { conversation_id: conversation.id }), added.data[0]);
  assert.equal((await conversations.items.delete(id, { conversation_id: conversation.id })).id, conversation.id);
  await assert.rejects(conversations.items.retrieve(id, { conversation_id: conversation.id }), OpenAI.NotFoundError);

  // Changed, and deleted.
  assert.deepEqual((await conversations.update(conversation.id, { metadata: { topic: "maps" } })).metadata, { topic: "maps" });
  assert.deepEqual((await conversations.retrieve(conversation.id)).metadata, { topic: "maps" });
  assert.deepEqual(await conversations.delete(conversation.id), {
    id: conversation.id,
    object: "conversation.deleted",
    deleted: true,
  });
  await assert.rejects(conversations.retrieve(conversation.id), OpenAI.NotFoundError);
  await assert.rejects(responses.create({ model: MODEL, input: CAPITAL, conversation: conversation.id }), OpenAI.NotFoundError);
}
