import { afterAll, describe, expect, test, vi } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { authorized, post, usageOf } from "@/tests/http/request";
import { openTransport, TRANSPORTS } from "@/tests/http/transport";

// Before the environment is read: a server without a browser, whatever this machine has.
vi.hoisted(() => {
  process.env.CHROMIUM_PATH = "/nowhere/chromium";
});

afterAll(() => provider.close());

const CONTENT = 'root = Card([t])\nt = TextContent("Fine.")';

async function ask(name: (typeof TRANSPORTS)[number], body: unknown, { path = "/v1/embed/export", authorization = "" } = {}) {
  const transport = await openTransport(name, apiRoutes);
  const caller = await authorized();
  const headers = { authorization: authorization || caller.authorization };
  const response = await post(transport, path, JSON.stringify(body), headers);
  const { error } = (await response.json()) as { error: { code: string; param: string | null; message: string } };
  return { status: response.status, error, headers: response.headers, actor: caller.actor };
}

describe.each(TRANSPORTS)("POST /v1/embed/export over the %s transport", (name) => {
  test.each(["/v1/embed/export", "/v1/export"])("501: %s without a browser says what is missing, and is noted", async (path) => {
    const { status, error, headers, actor } = await ask(name, { format: "pdf", content: CONTENT }, { path });
    expect(status).toBe(501);
    expect(error).toMatchObject({ code: "export_unavailable", param: null, message: expect.stringContaining("CHROMIUM_PATH") });
    expect(headers.get("content-disposition")).toBeNull();
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 501, errorCode: "export_unavailable" })]);
  });

  test.each(["Bearer nobody", "Bearer vtr_live_0000"])("403: %s", async (authorization) => {
    const { status, error } = await ask(name, { format: "pdf", content: CONTENT }, { authorization });
    expect([status, error.code]).toEqual([403, "invalid_api_key"]);
  });

  test.each([
    ["no format", { content: CONTENT }, "format", "missing_required_parameter"],
    ["another format", { format: "docx", content: CONTENT }, "format", "invalid_value"],
    ["no answer", { format: "pdf" }, "content", "missing_required_parameter"],
    ["an answer and a response", { format: "pdf", content: CONTENT, response_id: "resp_1" }, "content", "invalid_value"],
    ["an answer with nothing in it", { format: "html", content: "" }, "content", "invalid_value"],
    ["an envelope with nothing in it", { format: "html", content: '<content thesys="true"></content>' }, "content", "invalid_value"],
    ["too long an answer", { format: "html", content: "x".repeat(250_001) }, "content", "string_above_max_length"],
    ["too long a title", { format: "html", content: CONTENT, title: "x".repeat(201) }, "title", "string_above_max_length"],
    ["another theme", { format: "html", content: CONTENT, theme: "sepia" }, "theme", "invalid_value"],
    ["no language", { format: "html", content: CONTENT, language: "not a language" }, "language", "invalid_value"],
    ["an unknown parameter", { format: "html", content: CONTENT, exportParams: "…" }, "exportParams", "unknown_parameter"],
    ["a number", { format: "html", content: 1 }, "content", "invalid_type"],
  ])("400: %s", async (_, body, param, code) => {
    const { status, error } = await ask(name, body);
    expect([status, error.code, error.param]).toEqual([400, code, param]);
  });

  test.each(["resp_nobody", "", "../x", "resp_%00"])("404: there is no response %j", async (id) => {
    const { status, error } = await ask(name, { format: "pdf", response_id: id });
    expect([status, error.code]).toEqual([404, "response_not_found"]);
  });

  test("a stored response is found by its workspace, and by no other", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create({ model: customModel("hello"), input: "Hi" });
    const own = client.post("/export", { body: { format: "html", response_id: id }, maxRetries: 0 });
    await expect(own).rejects.toMatchObject({ status: 501, code: "export_unavailable" });
    expect((await ask(name, { format: "html", response_id: id })).status).toBe(404);
  });

  test.each([
    ["broken characters", 'root = Card([t])\nt = TextContent("\u202e<script>\u0001'],
    ["deep nesting", `root = ${"Card([".repeat(3_000)}`],
    ["prose", "Nothing but **words**."],
    ["the older format", '{"component": {"component": "Card", "props": {"children": []}}}'],
    ["a cycle", 'root = Card([a])\na = Tabs([b])\nb = TabItem("x", "X", [a])'],
  ])("never 500: %s", async (_, content) => {
    const { status } = await ask(name, { format: "html", content, title: "\u{1f468}\u{200d}\u{1f469}".repeat(30), language: "pt-BR" });
    expect([400, 501]).toContain(status);
  });
});
