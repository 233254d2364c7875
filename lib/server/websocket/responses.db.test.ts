import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { type Frame, listen, talk } from "@/tests/http/socket";
import { until } from "@/tests/http/until";
import { assertStreamGrammar } from "@/tests/responses/grammar";

afterAll(() => provider.close());

const HELLO = { model: customModel("hello"), input: "Hi" };
const ENDLESS = { ...HELLO, model: customModel("endless"), text: { format: { type: "json_object" } } };
const saidTo = (index: number): string => JSON.stringify(provider.asked.at(index)?.messages.filter(({ role }) => role !== "system"));
const idOf = (events: Frame[]): string => events.at(-1)?.response?.id ?? "";
const codeOf = (events: Frame[]): string | undefined => events[0]?.error?.code;

describe("a response over a WebSocket", () => {
  test("is the same lawful stream as over HTTP, stored, and used once under a request id of its own", async () => {
    const server = await listen();
    const { ask, socket, closed } = await talk(server);
    const first = assertStreamGrammar(await ask(HELLO));
    const second = assertStreamGrammar(await ask(HELLO));
    expect([first.status, second.status]).toEqual(["completed", "completed"]);
    const got = await fetch(`http://${server.host}/v1/embed/responses/${first.id}`, {
      headers: { authorization: `Bearer ${server.secret}` },
    });
    expect(await got.json()).toEqual(JSON.parse(JSON.stringify(first)));
    socket.close();
    await closed;
    const used = await usageOf(server.actor.workspaceId);
    const row = { endpoint: "/v1/embed/responses", status: 200, streamed: true, inputTokens: 20, outputTokens: 7, keyId: server.key.id };
    const [one, two] = used.filter(({ endpoint }) => endpoint === "/v1/embed/responses");
    expect([one, two]).toEqual([expect.objectContaining(row), expect.objectContaining(row)]);
    expect(new Set(used.map(({ requestId }) => requestId)).size).toBe(3);
  });

  test.each(["/v1/responses", "/responses", "//v1//embed/responses/"])("is had at %s too", async (path) => {
    const { ask } = await talk(await listen(), path);
    expect(assertStreamGrammar(await ask(HELLO)).status).toBe("completed");
  });

  test("store: false goes on within the connection, and leaves no row", async () => {
    const server = await listen();
    const { ask } = await talk(server);
    const first = await ask({ ...HELLO, input: "My name is Ada", store: false });
    const second = await ask({ ...HELLO, input: "second", store: false, previous_response_id: idOf(first) });
    const third = await ask({ ...HELLO, input: "third", store: false, previous_response_id: idOf(second) });
    expect(third.at(-1)?.response).toMatchObject({ status: "completed", previous_response_id: idOf(second) });
    expect(saidTo(-1)).toMatch(/My name is Ada.*Hello, world.*second.*Hello, world.*third/);
    expect(await prisma().response.count({ where: { workspaceId: server.actor.workspaceId } })).toBe(0);
  });

  test("previous_response_not_found on another connection, which still works then; a stored one goes on anywhere", async () => {
    const server = await listen();
    const [one, other] = [await talk(server), await talk(server)];
    const unstored = await one.ask({ ...HELLO, store: false });
    const lost = await other.ask({ ...HELLO, store: false, previous_response_id: idOf(unstored) });
    expect(lost).toEqual([
      {
        type: "error",
        status: 400,
        error: {
          type: "invalid_request_error",
          code: "previous_response_not_found",
          message: expect.any(String),
          param: "previous_response_id",
        },
      },
    ]);
    expect(assertStreamGrammar(await other.ask(HELLO)).status).toBe("completed");
    const stored = await one.ask({ ...HELLO, input: "stored" });
    expect(assertStreamGrammar(await other.ask({ ...HELLO, previous_response_id: idOf(stored) })).status).toBe("completed");
    expect(saidTo(-1)).toContain("stored");
  });

  test("going on in vain forgets what was gone on from: refused, or failed on its way", async () => {
    const { ask } = await talk(await listen());
    const first = idOf(await ask({ ...HELLO, store: false }));
    const output = [{ type: "function_call_output", call_id: "call_nobody_made", output: "1" }];
    const failed = await ask({ ...HELLO, store: false, previous_response_id: first, input: output });
    expect(failed[0]).toMatchObject({ type: "error", status: 400 });
    expect(codeOf(await ask({ ...HELLO, store: false, previous_response_id: first }))).toBe("previous_response_not_found");

    const other = idOf(await ask({ ...HELLO, store: false }));
    expect(codeOf(await ask({ ...HELLO, temperature: 9, previous_response_id: other }))).toBe("integer_above_max_value");
    expect(codeOf(await ask({ ...HELLO, store: false, previous_response_id: other }))).toBe("previous_response_not_found");

    const second = idOf(await ask({ ...HELLO, store: false }));
    const broken = await ask({
      ...HELLO,
      model: customModel("cut"),
      store: false,
      previous_response_id: second,
      text: { format: { type: "json_object" } },
    });
    expect(broken.at(-1)?.type).toBe("response.failed");
    expect(codeOf(await ask({ ...HELLO, store: false, previous_response_id: second }))).toBe("previous_response_not_found");
  });

  test("a provider that fails ends the response as it does over HTTP, and the error says its status", async () => {
    const { ask } = await talk(await listen());
    const events = await ask({ ...HELLO, model: customModel("cut"), text: { format: { type: "json_object" } } });
    expect(assertStreamGrammar(events).status).toBe("failed");
    expect(events.at(-2)).toMatchObject({ type: "error", status: 502, code: "upstream_failed", error: { code: "upstream_failed" } });
  });
});

describe("one response at a time", () => {
  test("a message while one runs is refused by name, and what runs goes on", async () => {
    const server = await listen();
    const { say, next, heard } = await talk(server);
    say({ type: "response.create", ...ENDLESS });
    while (!(await next()).type.endsWith(".delta"));
    say({ type: "response.create", ...HELLO });
    let frame = await next();
    while (frame.type !== "error") frame = await next();
    expect(frame).toMatchObject({ status: 400, error: { code: "response_in_progress", type: "invalid_request_error" } });
    const before = heard.length;
    const goesOn = () => heard.slice(before).some(({ type }) => type.endsWith(".delta"));
    expect(await until(goesOn, Boolean, 5_000)).toBe(true);
    expect(heard.filter(({ type }) => type === "response.created")).toHaveLength(1);
  });

  test("the next may be asked for at the very moment that the last event is there", async () => {
    const { ask } = await talk(await listen());
    for (let i = 0; i < 20; i++) expect((await ask({ ...HELLO, store: i % 2 === 0 })).at(-1)?.type).toBe("response.completed");
    for (let i = 0; i < 5; i++) expect(codeOf(await ask({ ...HELLO, model: "nothing" }))).toBe("model_not_found");
  });

  test("connections of one key run side by side", async () => {
    const server = await listen();
    const talks = await Promise.all(Array.from({ length: 8 }, () => talk(server)));
    const streams = await Promise.all(talks.map(({ ask }) => ask(HELLO)));
    expect(streams.map((events) => assertStreamGrammar(events).status)).toEqual(streams.map(() => "completed"));
  });
});

test("what means something over HTTP only is passed over in any value", async () => {
  const { ask } = await talk(await listen());
  for (const name of ["stream", "stream_options", "background"]) {
    for (const value of [true, false, null, 1, "x", {}, { include_obfuscation: true }, []]) {
      const events = await ask({ ...HELLO, [name]: value });
      expect([name, value, assertStreamGrammar(events)]).toEqual([
        name,
        value,
        expect.objectContaining({ status: "completed", background: false }),
      ]);
    }
  }
});

describe("messages that come to nothing", () => {
  test.each<[string, unknown, number, string, string | null]>([
    ["no JSON", "{", 400, "invalid_json", null],
    ["a list", "[]", 400, "invalid_type", null],
    ["null", "null", 400, "invalid_type", null],
    ["a text", '"response.create"', 400, "invalid_type", null],
    ["no type", HELLO, 400, "missing_required_parameter", "type"],
    ["another type", { ...HELLO, type: "response.cancel" }, 400, "invalid_value", "type"],
    ["a type that is no text", { ...HELLO, type: 1 }, 400, "invalid_type", "type"],
    ["binary", Buffer.from(JSON.stringify({ type: "response.create", ...HELLO })), 400, "invalid_request", null],
    ["generate", { type: "response.create", ...HELLO, generate: false }, 400, "unsupported_parameter", "generate"],
    ["stream_id", { type: "response.create", ...HELLO, stream_id: "s" }, 400, "unsupported_parameter", "stream_id"],
    ["steering", { type: "response.steer", previous_response_id: "resp_1", input: "x" }, 400, "unsupported_parameter", "type"],
    ["an unknown parameter", { type: "response.create", ...HELLO, nonsense: 1 }, 400, "unknown_parameter", "nonsense"],
    ["__proto__", '{"type":"response.create","__proto__":{"model":"x"}}', 400, "missing_required_parameter", "model"],
    ["no model", { type: "response.create", input: "Hi" }, 400, "missing_required_parameter", "model"],
    [
      "a wrong type deep inside",
      { type: "response.create", ...HELLO, input: [{ role: "user", content: 5 }] },
      400,
      "invalid_type",
      "input[0].content",
    ],
    ["an unknown model", { type: "response.create", ...HELLO, model: "nothing/like-this" }, 404, "model_not_found", "model"],
    ["NUL", '{"type":"response.create","model":"a\\u0000b","input":"x"}', 400, "invalid_json", null],
    ["too deep", `${"[".repeat(100)}${"]".repeat(100)}`, 400, "invalid_json", null],
  ])("%s: an error frame, and the connection goes on", async (_what, message, status, code, param) => {
    const server = await listen();
    const { say, next, ask } = await talk(server);
    say(message);
    expect(await next()).toEqual({
      type: "error",
      status,
      error: { code, message: expect.any(String), type: "invalid_request_error", param },
    });
    expect((await ask(HELLO)).at(-1)?.type).toBe("response.completed");
    expect((await usageOf(server.actor.workspaceId)).map((row) => [row.status, row.errorCode])).toEqual(
      expect.arrayContaining([
        [status, code],
        [200, null],
      ]),
    );
  });

  test("anything at all gets one error frame, and never more than that", async () => {
    const { say, next, heard, socket } = await talk(await listen());
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc
        .dictionary(fc.constantFrom("model", "input", "tools", "text", "metadata", "type", "store"), fc.jsonValue())
        .map((body) => JSON.stringify({ type: "response.create", ...body, previous_response_id: "resp_nothing" })),
      fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    );
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(anything, async (message) => {
        say(message);
        sent++;
        expect(await next()).toMatchObject({
          type: "error",
          status: expect.toSatisfy((status: number) => status === 400 || status === 404),
        });
      }),
      { numRuns: 300 },
    );
    expect([heard.length, socket.readyState]).toEqual([sent, socket.OPEN]);
  });
});
