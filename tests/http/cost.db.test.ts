import OpenAI from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { newActor, newKey } from "@/tests/keys/fixture";
import { customModel, startCustomProvider, writeChoices } from "./provider";
import { usageOf } from "./request";
import { openTransport, TRANSPORTS } from "./transport";

const hello = (response: Parameters<typeof writeChoices>[0]) =>
  writeChoices(response, [{ delta: { content: "Hello" } }, { delta: {}, finish_reason: "stop" }]);
const provider = await startCustomProvider({ hello, "gpt-6.2-astra": hello });
Object.assign(process.env, { OPENAI_API_KEY: "k", OPENAI_API_FORMAT: "chat", OPENAI_BASE_URL: process.env.UPSTREAM_BASE_URL });
afterAll(() => provider.close());

const ASTRA = "c1/openai/gpt-6.2-astra/v-20261122";
/** 16 tokens at $8 a million, 4 from the cache at $0.40, 7 written at $40. */
const PRICED = { cost: 0.00041, cost_details: { currency: "USD", cache_saving: 0.00003 } };

const KINDS = [
  ["a vendor's model costs what its list says", ASTRA, PRICED, [410, 30]],
  ["a model of nobody's list has no price", customModel("hello"), { cost: null, cost_details: null }, [null, null]],
  ["the offline engine is free", OFFLINE_MODEL_ID, { cost: 0, cost_details: { currency: "USD", cache_saving: 0 } }, [0, 0]],
] as const;

describe.each(TRANSPORTS)("the cost of an answer over the %s transport", (name) => {
  test.each(KINDS)("%s: in both dialects, streamed or not, and in the record", async (_, model, expected, recorded) => {
    const transport = await openTransport(name, apiRoutes);
    const actor = await newActor();
    const { secret } = await newKey(actor);
    const client = new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch });
    const messages = [{ role: "user" as const, content: "Hello" }];
    const whole = await client.chat.completions.create({ model, messages });
    const chunks = [];
    const streamed = { model, messages, stream: true, stream_options: { include_usage: true } } as const;
    for await (const chunk of await client.chat.completions.create(streamed)) chunks.push(chunk);
    const response = await client.responses.create({ model, input: "Hello" });
    const events = [];
    for await (const event of await client.responses.create({ model, input: "Hello", stream: true })) events.push(event);
    const last = events.at(-1);
    const usages = [whole.usage, chunks.at(-1)?.usage, response.usage, last?.type === "response.completed" ? last.response.usage : null];
    expect(
      usages.map((usage) => usage && "cost" in usage && { cost: usage.cost, cost_details: "cost_details" in usage && usage.cost_details }),
    ).toEqual(usages.map(() => expected));
    expect((await client.responses.retrieve(response.id)).usage).toMatchObject(expected);
    const rows = (await usageOf(actor.workspaceId)).filter(({ inputTokens }) => inputTokens !== null);
    expect(rows.map(({ costMicros, savedMicros }) => [costMicros, savedMicros])).toEqual(Array.from({ length: 4 }, () => recorded));
  });
});
