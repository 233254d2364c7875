import { describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { isApiPath } from "@/lib/http/api-path";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { openConversations } from "./conversations";
import { openTransport, TRANSPORTS } from "./transport";

const BASES = ["/v1/embed", "/v1", ""];
/** The ways in which clients glue a base and a path together. */
const SLOPPY = [
  (path: string) => path,
  (path: string) => `${path}/`,
  (path: string) => `/${path}`,
  (path: string) => path.replaceAll("/", "//"),
];

describe.each(TRANSPORTS)("paths over the %s transport", (name) => {
  test("every endpoint answers alike under /v1/embed, /v1 and the bare host, however the slashes are", async () => {
    const { origin, fetch } = await openTransport(name, apiRoutes);
    const ask = async (method: string, path: string) => {
      const response = await fetch(`${origin}${path}`, { method });
      return [response.status, response.headers.get("allow"), await response.text()];
    };
    for (const { method, path } of apiRoutes) {
      const short = path.replace(/^\/v1(\/embed)?/, "").replaceAll(/[:*]\w+/g, "x%2Fy");
      // At the root stand the words that clients put behind a bare host, and no others.
      const bases = isApiPath(short, () => null) ? BASES : BASES.filter((base) => base !== "");
      for (const verb of [method, "OPTIONS", "PUT"]) {
        const expected = await ask(verb, `/v1/embed${short}`);
        expect(expected[0]).toBe(verb === "OPTIONS" ? 204 : verb === "PUT" ? 405 : 403);
        for (const base of bases) for (const write of SLOPPY) expect(await ask(verb, write(`${base}${short}`))).toEqual(expected);
      }
    }
  });

  test.each([
    "/v1",
    "/v1/",
    "/v1/embed",
    "/v1/embed/nothing",
    "/v1/conversation",
    "/v1/embed/v1/models",
    "/responses/resp_1/nothing",
    "/conversations/conv_1/nothing",
    "/conversations/conv_1/items/msg_1/nothing",
    "/conversations/%ff",
    "/chat/completions/chatcmpl-1",
    "/v1/embed/_stainless_unknown_path",
  ])("404 in the API's form: %s", async (path) => {
    const { origin, fetch } = await openTransport(name, apiRoutes);
    for (const method of ["GET", "POST", "OPTIONS"]) {
      const response = await fetch(`${origin}${path}`, { method, headers: { accept: "text/html" } });
      expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([404, "*"]);
      expect((await response.json()).error).toMatchObject({ type: "invalid_request_error", param: null, code: "not_found" });
    }
  });

  test.each([
    ["/v1/v1/chat/completions", "/v1/embed/chat/completions"],
    ["/v1/embed/v1/embed/responses", "/v1/embed/responses"],
    ["/v1/embed/embed/models/x", "/v1/embed/models"],
    ["/v1/v1", "/v1/embed"],
    ["/v1/artifact/chat/completions", "Artifacts"],
    ["/v1/artifact/pdf/export", "Artifacts"],
    ["/mcp", "MCP"],
    ["/v1/mcp", "MCP"],
  ])("404 for %s says where to go: %s", async (path, words) => {
    const { origin, fetch } = await openTransport(name, apiRoutes);
    for (const method of ["GET", "POST", "DELETE", "PUT"]) {
      const response = await fetch(`${origin}${path}`, { method, headers: { accept: "text/html" } });
      expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/json"]);
      expect((await response.json()).error).toMatchObject({ code: "not_found", message: expect.stringContaining(words) });
    }
  });

  test.each(BASES)("the official client works with %s as its base", async (base) => {
    const { client } = await openConversations(name, base);
    const { id } = await client.conversations.create();
    expect((await client.conversations.items.create(id, { items: [{ role: "user", content: "a" }] })).data).toHaveLength(1);
    expect((await client.models.list()).data.map((model) => model.id)).toContain(OFFLINE_MODEL_ID);
    expect((await client.models.retrieve(OFFLINE_MODEL_ID)).id).toBe(OFFLINE_MODEL_ID);
    const chat = await client.chat.completions.create({ model: OFFLINE_MODEL_ID, messages: [{ role: "user", content: "What is 2 + 2?" }] });
    expect(chat.choices[0]?.message.content).toContain("4");
  });
});

test("/models of the bare host is a page for whoever asks for one", async () => {
  const { origin } = await openTransport("native", apiRoutes);
  const answer = async (header: string, value: string) => (await fetch(`${origin}/models`, { headers: { [header]: value } })).text();
  expect([await answer("accept", "text/html"), await answer("rsc", "1")]).toEqual(Array(2).fill("<h1>A page</h1>"));
  expect((await fetch(`${origin}/models`)).status).toBe(403);
});
