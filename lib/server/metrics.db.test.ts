import { beforeAll, describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { openTransport, type Transport } from "@/tests/http/transport";
import { newActor, newKey } from "@/tests/keys/fixture";

const TOKEN = "a-token-that-only-the-dashboard-knows";
process.env.METRICS_TOKEN = TOKEN;

let secret: string;
beforeAll(async () => {
  ({ secret } = await newKey(await newActor()));
});

async function read(server: Transport, authorization?: string): Promise<Response> {
  return fetch(`${server.origin}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
}

/** The values of a metric by its labels, without the worker's. */
function valuesOf(text: string, name: string): Record<string, number> {
  const lines = [...text.matchAll(/^(\w+)\{(.*)\} (\S+)$/gm)].filter(([, metric]) => metric === name);
  return Object.fromEntries(lines.map(([, , labels = "", value]) => [labels.replace(/,?worker="1"/, ""), Number(value)]));
}

async function ask(server: Transport, body: object, path = "/v1/embed/chat/completions", key = secret): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  await (await fetch(server.origin + path, { method: "POST", headers, body: JSON.stringify(body) })).text();
}

describe("/metrics", () => {
  test.each([
    ["nobody", undefined],
    ["an API key", "key"],
    ["another token", `Bearer ${TOKEN}x`],
    ["the token without its scheme", TOKEN],
  ])("is not for %s", async (_who, authorization) => {
    const server = await openTransport("native", apiRoutes);
    const response = await read(server, authorization === "key" ? `Bearer ${secret}` : authorization);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "invalid_api_key" } });
  });

  test("counts requests by what was declared, and answers by provider, in a bounded number of words", async () => {
    const server = await openTransport("native", apiRoutes);
    const chat = { model: "c1/vitrine/offline/v-20261122", messages: [{ role: "user", content: "Hi" }] };
    await ask(server, { ...chat, stream: true });
    await ask(server, { ...chat, model: "c1/made-up-by-a-client/model/v-20260101" });
    await ask(server, { model: chat.model, input: "Hi" }, "/v1/embed/responses");
    await ask(server, chat, "/v1/embed/chat/completions", "vtr_live_unknown");
    for (const id of ["resp_one", "resp_two"]) {
      const headers = { authorization: `Bearer ${secret}` };
      await (await fetch(`${server.origin}/v1/embed/responses/${id}`, { headers })).text();
    }

    const text = await (await read(server, `Bearer ${TOKEN}`)).text();
    expect(valuesOf(text, "vitrine_requests_total")).toEqual({
      'route="/v1/embed/chat/completions",method="POST",status="200",code=""': 1,
      'route="/v1/embed/chat/completions",method="POST",status="404",code="model_not_found"': 1,
      'route="/v1/embed/chat/completions",method="POST",status="403",code="invalid_api_key"': 1,
      'route="/v1/embed/responses",method="POST",status="200",code=""': 1,
      'route="/v1/embed/responses/:response_id",method="GET",status="404",code="response_not_found"': 2,
    });
    expect(valuesOf(text, "vitrine_answers_total")).toEqual({ 'provider="vitrine",code=""': 2 });
    expect(valuesOf(text, "vitrine_tokens_total")['provider="vitrine",kind="output"']).toBeGreaterThan(0);
    expect(valuesOf(text, "vitrine_first_delta_seconds_count")['provider="vitrine"']).toBeGreaterThan(0);
    expect(valuesOf(text, "vitrine_database_connections")['share="api",state="idle"']).toBeGreaterThan(0);
    expect(text).toMatch(/^vitrine_requests_in_flight\{worker="1"\} 0$/m);
    expect(text).toMatch(/^process_resident_memory_bytes\{worker="1"\} \d{7,}/m);
    for (const word of ["made-up-by-a-client", "resp_one", "unknown", secret]) expect(text).not.toContain(word);
  });
});
