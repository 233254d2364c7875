import { beforeEach, describe, expect, test, vi } from "vitest";
import type { AnswerSettings, SaveFormBody, WriteThreadBody } from "@/lib/conversations/schema";
import { userEntry } from "./shown-entry";
import type { WriteResult } from "./thread-state";
import { createThreadStore, type ThreadStore } from "./thread-store";

const settings: AnswerSettings = {
  model: "c1/vitrine/offline/v-20261122",
  system: null,
  temperature: null,
  topP: null,
  maxTokens: null,
  tools: null,
};

let writes: WriteThreadBody[];
let forms: SaveFormBody[];
let refuse: string | null;
let respond: (init: RequestInit) => Promise<Response>;
let store: ThreadStore;
let lastId = 0;

beforeEach(() => {
  writes = [];
  forms = [];
  refuse = null;
  respond = async () => streamed([text("Hel"), text("lo"), finish(), "[DONE]"]);
  store = createThreadStore(null, {
    fetch: (_url, init) => respond(init ?? {}),
    write,
    saveForm: async (body) => void forms.push(body),
    onSaved: () => undefined,
  });
});

describe("ask", () => {
  test("saves the message before asking, and the answer with how it went when it ends", async () => {
    let savedBeforeAsking = 0;
    respond = async () => {
      savedBeforeAsking = writes.length;
      return streamed([text("Hel"), text("lo"), finish(), "[DONE]"]);
    };
    expect(await store.ask(0, [userEntry("hi")], settings)).toBe(true);
    expect(savedBeforeAsking).toBe(1);
    expect(writes).toHaveLength(2);
    const { entries, running, threadId } = store.state.getState();
    expect(running).toBeNull();
    expect(threadId).toBe("conv_1");
    expect(writes[1]).toMatchObject({ threadId: "conv_1", afterId: entries[0]?.item.id, tailId: entries[0]?.item.id });
    expect(entries[1]).toMatchObject({
      item: { status: "completed", content: [{ text: "Hello" }] },
      details: { state: "done", requestId: "req_1", model: settings.model, inputTokens: 3, outputTokens: 2, finishReason: "stop" },
    });
  });

  test("a message that cannot be saved is not sent, and the thread stays as it was", async () => {
    refuse = "changed_elsewhere";
    const fetched = vi.fn<typeof respond>(respond);
    respond = fetched;
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
    expect(writes.at(-1)).toMatchObject({ afterId: before[0]?.item.id, tailId: before[3]?.item.id });
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
    respond = async (init) => streamed([text("Hel")], { open: init.signal });
    const asked = store.ask(0, [userEntry("hi")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.text).toBe("Hel"));
    store.stop();
    await asked;
    expect(writes.at(-1)?.entries[0]).toMatchObject({
      item: { status: "incomplete", content: [{ text: "Hel" }] },
      details: { state: "stopped" },
    });
  });

  test("but not what was thought: it is there while it comes", async () => {
    const thought = '<thinkitem ephemeral="true"><thinkitemtitle>Hm';
    respond = async (init) => streamed([text(thought)], { open: init.signal });
    const asked = store.ask(0, [userEntry("hi")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.text).toBe(thought));
    store.stop();
    await asked;
    expect(writes.at(-1)?.entries[0]).toMatchObject({ item: { content: [{ text: "" }] }, details: { state: "stopped" } });
  });

  test("dropped: the stream ends without its end", async () => {
    respond = async () => streamed([text("Hel")]);
    await store.ask(0, [userEntry("hi")], settings);
    expect(writes.at(-1)?.entries[0]).toMatchObject({
      item: { content: [{ text: "Hel" }] },
      details: { state: "dropped", requestId: "req_1" },
    });
  });

  test("failed: with the message, the code and the request id of the error", async () => {
    const error = { message: "The model does not exist.", type: "invalid_request_error", param: "model", code: "model_not_found" };
    respond = async () => new Response(JSON.stringify({ error }), { status: 404, headers: { "x-request-id": "req_9" } });
    await store.ask(0, [userEntry("hi")], settings);
    expect(writes.at(-1)?.entries[0]).toMatchObject({
      details: { state: "failed", requestId: "req_9", error: { message: error.message, code: "model_not_found" } },
    });
  });

  test("dropped: the server cannot be reached", async () => {
    respond = () => Promise.reject(new TypeError("Failed to fetch"));
    await store.ask(0, [userEntry("hi")], settings);
    expect(writes.at(-1)?.entries[0]).toMatchObject({
      details: { state: "dropped", error: { message: "The server could not be reached." } },
    });
  });

  test("a long answer is saved on its way, under the id it keeps", async () => {
    vi.useFakeTimers();
    try {
      respond = async (init) => streamed([text("Hel")], { open: init.signal });
      const asked = store.ask(0, [userEntry("hi")], settings);
      await vi.advanceTimersByTimeAsync(6_000);
      expect(writes.slice(1).map(({ entries }) => entries[0]?.details?.state)).toEqual(["streaming", "streaming"]);
      store.stop();
      await asked;
      const ids = writes.slice(2).map(({ entries }) => entries[0]?.item.id);
      expect(new Set(ids)).toEqual(new Set([store.state.getState().entries[1]?.item.id]));
    } finally {
      vi.useRealTimers();
    }
  });
});

test("tool calls become items of their own, the details beside the first", async () => {
  const call = { index: 0, id: "call_1", type: "function", function: { name: "get_weather", arguments: '{"city":"Paris"}' } };
  respond = async () => streamed([{ choices: [{ index: 0, delta: { tool_calls: [call] }, finish_reason: "tool_calls" }] }, "[DONE]"]);
  await store.ask(0, [userEntry("weather?")], settings);
  expect(store.state.getState().entries[1]).toMatchObject({
    item: { type: "function_call", call_id: "call_1", name: "get_weather", arguments: '{"city":"Paris"}' },
    details: { finishReason: "tool_calls" },
  });
});

test("what is typed into a form while it streams is saved with the answer, later changes once the typing rests", async () => {
  vi.useFakeTimers();
  try {
    respond = async (init) => streamed([text("form")], { open: init.signal });
    const asked = store.ask(0, [userEntry("form")], settings);
    await vi.advanceTimersByTimeAsync(100);
    const key = store.state.getState().running?.key ?? "";
    store.forms.keep(key, "[1]");
    store.stop();
    await asked;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(writes.at(-1)?.entries[0]?.details?.formContext).toBe("[1]");
    expect(forms).toEqual([]);
    for (const context of ["[2]", "[3]", "[3]"]) store.forms.keep(key, context);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(forms).toEqual([{ threadId: "conv_1", itemId: store.state.getState().entries[1]?.item.id, formContext: "[3]" }]);
  } finally {
    vi.useRealTimers();
  }
});

/** Gives ids as the server does: an id stays only when it was given before. */
async function write(body: WriteThreadBody): Promise<WriteResult> {
  if (refuse) return { ok: false, reason: refuse };
  writes.push(body);
  const ids = body.entries.map(({ item }) => {
    if (item.id.startsWith("srv_")) return item.id;
    lastId += 1;
    return `srv_${lastId}`;
  });
  return { ok: true, threadId: "conv_1", title: "hi", ids };
}

function text(content: string): object {
  return { model: settings.model, choices: [{ index: 0, delta: { content }, finish_reason: null }] };
}

function finish(): object {
  return { choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } };
}

/** An event stream of these chunks; `open` leaves it open until the signal fires. */
function streamed(chunks: (object | string)[], { open }: { open?: AbortSignal | null | undefined } = {}): Response {
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(new TextEncoder().encode(`data: ${typeof chunk === "string" ? chunk : JSON.stringify(chunk)}\n\n`));
      if (open) open.addEventListener("abort", () => controller.error(new DOMException("stopped", "AbortError")));
      else controller.close();
    },
  });
  return new Response(body, { headers: { "x-request-id": "req_1" } });
}
