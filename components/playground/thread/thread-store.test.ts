import { beforeEach, describe, expect, test, vi } from "vitest";
import { finish, settings, streamed, text, thought, World } from "@/tests/playground/world";
import { userEntry } from "./shown-entry";
import type { ThreadStore } from "./thread-store";

let world: World;
let store: ThreadStore;

beforeEach(() => {
  world = new World();
  store = world.open(null);
});

describe("ask", () => {
  test("saves the message before asking, and the answer with how it went when it ends", async () => {
    let savedBeforeAsking = 0;
    world.respond = async () => {
      savedBeforeAsking = world.writes.length;
      return streamed([text("Hel"), text("lo"), finish()]);
    };
    expect(await store.ask(0, [userEntry("hi")], settings)).toBe(true);
    expect(savedBeforeAsking).toBe(1);
    expect(world.writes).toHaveLength(2);
    const { entries, running, threadId } = store.state.getState();
    expect(running).toBeNull();
    expect(threadId).toBe("conv_1");
    expect(world.writes[1]).toMatchObject({ threadId: "conv_1", afterId: entries[0]?.item.id, tailId: entries[0]?.item.id });
    expect(entries[1]).toMatchObject({
      item: { status: "completed", content: [{ text: "Hello" }] },
      details: {
        state: "done",
        requestId: "req_1",
        model: settings.model,
        inputTokens: 3,
        outputTokens: 2,
        cachedTokens: 2,
        cacheWriteTokens: 1,
        cost: 0.000021,
        cacheSaving: 0.0000035,
        finishReason: "stop",
      },
    });
  });

  test("a message that cannot be saved is not sent, and the thread stays as it was", async () => {
    world.refuse = "changed_elsewhere";
    const fetched = vi.fn<typeof world.respond>(world.respond);
    world.respond = fetched;
    expect(await store.ask(0, [userEntry("hi")], settings)).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
    expect(store.state.getState()).toMatchObject({ entries: [], running: null, problem: expect.stringContaining("another window") });
  });

  test("while an answer is under way a second is not asked for", async () => {
    const first = store.ask(0, [userEntry("one")], settings);
    expect(await store.ask(0, [userEntry("two")], settings)).toBe(false);
    await first;
    expect(store.state.getState().entries).toHaveLength(2);
  });

  test("asking again replaces the answer and what followed it, under a new id", async () => {
    await store.ask(0, [userEntry("one")], settings);
    await store.ask(2, [userEntry("two")], settings);
    const before = store.state.getState().entries;
    await store.ask(1, [], settings);
    const { entries } = store.state.getState();
    expect(entries.map(({ item }) => item.type)).toEqual(["message", "message"]);
    expect(world.writes.at(-1)).toMatchObject({ afterId: before[0]?.item.id, tailId: before[3]?.item.id });
    expect(entries[1]?.item.id).not.toBe(before[1]?.item.id);
  });

  test("the key of an answer stays when saving gives it an id, so that what is drawn stays", async () => {
    const keys = new Set<string>();
    store.state.subscribe(({ running, entries }) => {
      if (running) keys.add(running.key);
      if (entries[1]) keys.add(entries[1].key);
    });
    await store.ask(0, [userEntry("hi")], settings);
    expect(keys.size).toBe(1);
  });
});

describe("what arrived is kept", () => {
  test("stopped: by the reader", async () => {
    world.respond = async (init) => streamed([text("Hel")], { open: init.signal });
    const answering = store.ask(0, [userEntry("hi")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.text).toBe("Hel"));
    store.stop();
    await answering;
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({
      item: { status: "incomplete", content: [{ text: "Hel" }] },
      details: { state: "stopped" },
    });
  });

  test("and what was thought beside it", async () => {
    world.respond = async (init) => streamed([thought("Hm")], { open: init.signal });
    const answering = store.ask(0, [userEntry("hi")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.thinking).toBe("Hm"));
    store.stop();
    await answering;
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({
      item: { content: [{ text: "" }] },
      details: { state: "stopped", thinking: "Hm" },
    });
  });

  test("stopped: the server is told, also by one who stopped before the answer had a name", async () => {
    let begin: (response: Response) => void = () => {};
    world.respond = () => new Promise((resolve) => (begin = resolve));
    const answering = store.ask(0, [userEntry("hi")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.phase).toBe("waiting"));
    store.stop();
    await answering;
    expect(world.asked).toEqual(["POST /v1/embed/responses"]);
    begin(streamed([text("Hel")], { open: new AbortController().signal }));
    await vi.waitFor(() => expect(world.asked.at(-1)).toBe("POST /v1/embed/responses/resp_1/cancel"));
  });

  test("closed, so that it draws when it is read again", async () => {
    const half = '<content thesys="true" version="2">\n```openui-lang\nroot = Card([t])\nt = TextContent(&quot;Half';
    world.respond = async (init) => streamed([text(half)], { open: init.signal });
    const answering = store.ask(0, [userEntry("hi")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.text).toBe(half));
    store.stop();
    await answering;
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({ item: { content: [{ text: `${half}&quot;)\n\`\`\`\n</content>` }] } });
  });

  test("a connection that breaks is taken up where it broke", async () => {
    world.respond = async (_init, path) => (path.includes("?") ? streamed([text("lo", 4), finish()]) : streamed([text("Hel")]));
    await store.ask(0, [userEntry("hi")], settings);
    expect(world.asked).toEqual(["POST /v1/embed/responses", "GET /v1/embed/responses/resp_1?stream=true&starting_after=1"]);
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({ item: { content: [{ text: "Hello" }] }, details: { state: "done" } });
  });

  test("dropped: the stream ends without its end and can't be taken up", async () => {
    world.respond = async (_init, path) => (path.includes("?") ? new Response("{}", { status: 404 }) : streamed([text("Hel")]));
    await store.ask(0, [userEntry("hi")], settings);
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({
      item: { content: [{ text: "Hel" }] },
      details: { state: "dropped", requestId: "req_1" },
    });
  });

  test("failed: with the message, the code and the request id of the error", async () => {
    const error = { message: "The model does not exist.", type: "invalid_request_error", param: "model", code: "model_not_found" };
    world.respond = async () => new Response(JSON.stringify({ error }), { status: 404, headers: { "x-request-id": "req_9" } });
    await store.ask(0, [userEntry("hi")], settings);
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({
      details: { state: "failed", requestId: "req_9", error: { message: error.message, code: "model_not_found" } },
    });
  });

  test("dropped: the server cannot be reached", async () => {
    world.respond = () => Promise.reject(new TypeError("Failed to fetch"));
    await store.ask(0, [userEntry("hi")], settings);
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({
      details: { state: "dropped", error: { message: "The server could not be reached." } },
    });
  });

  test("failed: with what the stream said before its end", async () => {
    const failed = {
      type: "response.failed",
      response: { id: "resp_1", status: "failed", error: { code: "server_error", message: "No." } },
    };
    const error = { type: "error", sequence_number: 2, code: "upstream_failed", message: "Acme failed: out of tokens." };
    world.respond = async () => streamed([text("Hel"), error, failed]);
    await store.ask(0, [userEntry("hi")], settings);
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({
      item: { status: "incomplete", content: [{ text: "Hel" }] },
      details: { state: "failed", error: { message: error.message, code: "upstream_failed" } },
    });
  });

  test("a long answer is saved on its way, under the id it keeps, at once with the name it can be taken up by", async () => {
    vi.useFakeTimers();
    try {
      world.respond = async (init) => streamed([text("Hel")], { open: init.signal });
      const answering = store.ask(0, [userEntry("hi")], settings);
      await vi.advanceTimersByTimeAsync(200);
      expect(world.writes[1]?.entries[0]?.details).toMatchObject({ state: "streaming", responseId: "resp_1" });
      await vi.advanceTimersByTimeAsync(6_000);
      store.stop();
      await vi.advanceTimersByTimeAsync(200);
      await answering;
      const ids = world.writes.slice(2).map(({ entries }) => entries[0]?.item.id);
      expect(new Set(ids)).toEqual(new Set([store.state.getState().entries[1]?.item.id]));
    } finally {
      vi.useRealTimers();
    }
  });
});

test("tool calls become items of their own, the details beside the first", async () => {
  const item = { type: "function_call", id: "fc_1", call_id: "call_1", name: "get_weather", arguments: '{"city":"Paris"}' };
  const done = { type: "response.output_item.done", sequence_number: 1, output_index: 0, item };
  world.respond = async () => streamed([done, finish()]);
  await store.ask(0, [userEntry("weather?")], settings);
  expect(store.state.getState().entries[1]).toMatchObject({
    item: { type: "function_call", call_id: "call_1", name: "get_weather", arguments: '{"city":"Paris"}' },
    details: { finishReason: "tool_calls" },
  });
});

test("what is typed into a form while it streams is saved with the answer, later changes once the typing rests", async () => {
  vi.useFakeTimers();
  try {
    world.respond = async (init) => streamed([text("form")], { open: init.signal });
    const answering = store.ask(0, [userEntry("form")], settings);
    await vi.advanceTimersByTimeAsync(100);
    const key = store.state.getState().running?.key ?? "";
    store.forms.keep(key, "[1]");
    store.stop();
    await answering;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.writes.at(-1)?.entries[0]?.details?.formContext).toBe("[1]");
    expect(world.forms).toEqual([]);
    for (const context of ["[2]", "[3]", "[3]"]) store.forms.keep(key, context);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.forms).toEqual([{ threadId: "conv_1", itemId: store.state.getState().entries[1]?.item.id, formContext: "[3]" }]);
  } finally {
    vi.useRealTimers();
  }
});
