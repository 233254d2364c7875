import { describe, expect, test } from "vitest";
import { newActor, newKey } from "@/tests/keys/fixture";
import { openTransport, TRANSPORTS } from "@/tests/http/transport";
import { apiRoutes } from "@/lib/embed/routes";

type Body = Record<string, unknown>;

async function post(name: (typeof TRANSPORTS)[number], body: unknown, path = "/v1/autofix") {
  const transport = await openTransport(name, apiRoutes);
  const { secret } = await newKey(await newActor());
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const response = await transport.fetch(`${transport.origin}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Body };
}

const ask = (program: string, more: Body = {}): Body => ({
  messages: [
    { role: "user", content: "Hi" },
    { role: "assistant", content: program },
  ],
  ...more,
});
const VALID = 'root = Card([t])\nt = TextContent("Fine.")';

describe.each(TRANSPORTS)("POST /v1/autofix over the %s transport", (name) => {
  test("200: a program without a fault comes back as it is", async () => {
    const { status, body } = await post(name, ask(VALID));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^fix_/),
      object: "chat.completion",
      model: "openui/autofix",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: VALID } }],
      fix_summary: { status: "already_valid", fixed_errors: [], unfixed_errors: [] },
    });
  });

  test.each(["/v1/autofix", "/v1/autofix/chat/completions"])("200: %s mends, and says what", async (path) => {
    const broken = 'root = Card([t, c, ghost])\nt = TextContent("Kept")\nc = Callout("Hm")\nlost = Widget("also kept")';
    const { body } = await post(name, ask(broken), path);
    const summary = body.fix_summary as { status: string; fixed_errors: { code: string; component?: string; statementId?: string }[] };
    expect(summary.status).toBe("fixed");
    const codes = summary.fixed_errors.map((error) => error.code);
    for (const code of ["missing-required", "unresolved", "unknown-component", "orphaned"]) expect(codes).toContain(code);
    expect(summary.fixed_errors.find((error) => error.code === "unknown-component")).toMatchObject({
      component: "Widget",
      statementId: "lost",
    });
    expect(JSON.stringify(body.choices)).toContain("also kept");
  });

  test("200: the caller's library is what counts", async () => {
    const library = {
      root: "Stack",
      components: { Stack: { signature: "Stack(children: Item[])" }, Item: { signature: "Item(label: string, count?: number)" } },
    };
    const { body } = await post(name, ask('root = Stack([i])\ni = Item("Bolts", "12")', { library }));
    expect(body).toMatchObject({
      choices: [{ message: { content: 'root = Stack([i])\ni = Item("Bolts", 12)' } }],
      fix_summary: { fixed_errors: [{ code: "type-mismatch", component: "Item", path: "/count", statementId: "i" }] },
    });
  });

  test("200: where there is nothing to show the content is null", async () => {
    const { body } = await post(name, ask("root = Card([a])\n"));
    expect(body).toMatchObject({ choices: [{ message: { content: null } }], fix_summary: { status: "fix_failed", fixed_errors: [] } });
  });

  test.each([
    ["stream", ask(VALID, { stream: true }), "stream"],
    ["the last message is the user's", { messages: [{ role: "user", content: VALID }] }, "messages"],
    ["no messages", { messages: [] }, "messages"],
    ["too long", ask("x".repeat(100_001)), "messages"],
    ["no text", ask(""), "messages"],
    ["a library without components", ask(VALID, { library: { root: "A" } }), "library"],
    ["a library that is no object", ask(VALID, { library: "chat" }), "library"],
  ])("400: %s", async (_, body, param) => {
    const answer = await post(name, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { type: "invalid_request_error", param } });
  });

  test("200: every message may be anything but the last", async () => {
    const messages = [
      { role: "tool", content: [{ type: "x" }] },
      { role: "user", content: null },
      { role: "assistant", content: [{ type: "text", text: VALID }] },
    ];
    expect((await post(name, { messages })).status).toBe(200);
  });
});
