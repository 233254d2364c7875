import { describe, expect, test } from "vitest";
import type { Said } from "@/tests/tools/fake-model";
import { type Behaviour, ORDER, outputsOf, PROGRAM, play, types } from "@/tests/tools/scene";
import { ToolFailure } from "./tool";

describe("one loop for all models", () => {
  test("a call is run, given back, and the answer follows it with the usage of all rounds", async () => {
    const played = await play({
      rounds: [
        { calls: [["web_search", { queries: ["solar"] }]], usage: [100, 20] },
        { text: PROGRAM, usage: [150, 30] },
      ],
    });
    expect(types(played.items)).toEqual(["web_search_call", "message"]);
    expect(played.items[0]).toMatchObject({ status: "completed", exchange: { name: "web_search", output: "Found solar", round: 1 } });
    expect(outputsOf(played.asked[1])).toEqual(["Found solar"]);
    expect(played.finish).toMatchObject({ finishReason: "stop", usage: { inputTokens: 250, outputTokens: 50 } });
    expect(played.events.filter(({ type }) => type.startsWith("hosted-")).map(({ type }) => type)).toEqual([
      "hosted-start",
      "hosted-state",
      "hosted-end",
    ]);
    expect(played.closed()).toBe(1);
  });

  test("the same tools in every round, the client's first, and what is demanded only in the first", async () => {
    const { asked } = await play({
      request: { tools: [ORDER], toolChoice: "required" },
      rounds: [{ calls: [["web_search", { queries: ["a"] }]] }, { text: PROGRAM }],
    });
    expect(asked.map(({ tools }) => tools.map(({ name }) => name))).toEqual([
      ["get_order", "web_search"],
      ["get_order", "web_search"],
    ]);
    expect(asked.map(({ toolChoice }) => toolChoice)).toEqual(["required", "auto"]);
  });

  test("after seven rounds of calls the eighth may not call", async () => {
    const calls = Array.from({ length: 7 }, (_, i): Said => ({ calls: [["web_search", { queries: [`q${i}`] }]] }));
    const { asked, ran, items } = await play({ rounds: [...calls, { text: PROGRAM, calls: [["web_search", { queries: ["more"] }]] }] });
    expect([asked.length, ran.length]).toEqual([8, 7]);
    expect(asked.at(-1)).toMatchObject({ toolChoice: "none", tools: [{ name: "web_search" }] });
    expect(types(items).at(-1)).toBe("message");
  });

  test("no more calls than allowed: the others come to nothing, and the next round may not call", async () => {
    const three: Said = { calls: ["a", "b", "c"].map((query) => ["web_search", { queries: [query] }]) };
    const { asked, ran, items } = await play({ hosted: { callsMax: 2 }, rounds: [three, { text: PROGRAM }] });
    expect(ran).toEqual(["a", "b"]);
    expect(outputsOf(asked[1])).toEqual(["Found a", "Found b", expect.stringContaining("limit")]);
    expect(asked[1]?.toolChoice).toBe("none");
    expect(types(items)).toEqual(["web_search_call", "web_search_call", "message"]);
  });

  test.each([
    ["nobody knows", [["open_door", {}]], "no such tool"],
    ["are not allowed", [["web_search", { queries: ["a"] }]], "no such tool"],
  ] as const)("calls that %s are told so, without an item", async (_, calls, told) => {
    const { asked, ran, items } = await play({
      hosted: { allowed: [{ type: "other" }] },
      rounds: [{ calls: [...calls] as Said["calls"] }, { text: PROGRAM }],
    });
    expect([ran, types(items)]).toEqual([[], ["message"]]);
    expect(outputsOf(asked[1])).toEqual([expect.stringContaining(told)]);
  });

  test("arguments that are no object are told so, without an item", async () => {
    const { asked, items } = await play({ rounds: [{ calls: [["web_search", '{"queries":']] }, { text: PROGRAM }] });
    expect(types(items)).toEqual(["message"]);
    expect(outputsOf(asked[1])).toEqual([expect.stringContaining("not a JSON object")]);
  });

  test("one call a round where calls may not be parallel", async () => {
    const two: Said = {
      calls: [
        ["web_search", { queries: ["a"] }],
        ["web_search", { queries: ["b"] }],
      ],
    };
    expect((await play({ request: { parallelToolCalls: false }, rounds: [two, { text: PROGRAM }] })).ran).toEqual(["a"]);
  });

  test("at most five calls run at once, and items stand in the order of the calls", async () => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const search: Behaviour = async (query) => {
      most = Math.max(most, ++running);
      if (most < 5) await new Promise<void>((resolve) => waiting.push(resolve));
      else for (const go of waiting.splice(0)) go();
      running--;
      return query;
    };
    const calls = Array.from({ length: 9 }, (_, i): [string, object] => ["web_search", { queries: [`q${i}`] }]);
    const { items, asked } = await play({ search, rounds: [{ calls }, { text: PROGRAM }] });
    expect(most).toBe(5);
    expect(items.slice(0, 9).map((item) => (item as { action?: { query: string } }).action?.query)).toEqual(calls.map((_, i) => `q${i}`));
    expect(outputsOf(asked[1])).toEqual(calls.map((_, i) => `q${i}`));
  });
});

describe("what is said before a call", () => {
  test("is a thought", async () => {
    const { items } = await play({
      rounds: [{ text: "Let me look that up.", calls: [["web_search", { queries: ["a"] }]] }, { text: PROGRAM }],
    });
    expect(types(items)).toEqual(["reasoning", "web_search_call", "message"]);
    expect(items[0]).toMatchObject({ summary: [{ text: "Let me look that up." }] });
  });

  test("is the answer when it is a program, when it is long, and when nothing is called", async () => {
    for (const text of [PROGRAM, "word ".repeat(600), "Just words."]) {
      const { items } = await play({ rounds: [{ text }] });
      expect(types(items)).toEqual(["message"]);
      expect(JSON.stringify(items)).toContain(text.slice(0, 10));
    }
  });

  test("is never held back where JSON is wanted", async () => {
    const { events } = await play({ request: { outputFormat: { type: "json_object" } }, rounds: [{ text: '{"gw":900}' }] });
    expect(events.filter(({ type }) => type === "text-delta").length).toBeGreaterThan(1);
  });

  test("reasoning goes back with what its provider wants", async () => {
    const { asked } = await play({ rounds: [{ reasoning: "think", calls: [["web_search", { queries: ["a"] }]] }, { text: PROGRAM }] });
    expect(asked[1]?.input.map(({ type }) => type)).toEqual(["message", "reasoning", "function_call", "function_call_output"]);
    expect(JSON.stringify(asked[1]?.input)).toContain("SIG1");
  });
});

describe("a turn with the client's functions", () => {
  const mixed: Said = {
    calls: [
      ["web_search", { queries: ["a"] }],
      ["get_order", { id: "5" }],
    ],
  };

  test("ends with ours run and theirs open, in the order of the calls", async () => {
    const { items, finish, asked } = await play({ request: { tools: [ORDER] }, rounds: [mixed] });
    expect(types(items)).toEqual(["web_search_call", "function_call"]);
    expect([finish.finishReason, asked.length]).toEqual(["tool-calls", 1]);
  });

  test("is had again once without theirs where it can't be gone on from, and then theirs alone is handed over", async () => {
    const once = await play({ request: { tools: [ORDER] }, hosted: { canResume: false }, rounds: [mixed, { text: PROGRAM }] });
    expect([types(once.items), once.ran]).toEqual([["web_search_call", "message"], ["a"]]);
    const twice = await play({ request: { tools: [ORDER] }, hosted: { canResume: false }, rounds: [mixed, mixed] });
    expect([types(twice.items), twice.ran, twice.finish.finishReason]).toEqual([["web_search_call", "function_call"], ["a"], "tool-calls"]);
  });

  test("a name of the client's is the client's", async () => {
    const own = { ...ORDER, name: "web_search" };
    const { items, asked } = await play({ request: { tools: [own] }, rounds: [{ calls: [["web_search", {}]] }] });
    expect(types(items)).toEqual(["function_call"]);
    expect(new Set(asked[0]?.tools.map(({ name }) => name)).size).toBe(2);
  });

  test("what waits for somebody ends the answer", async () => {
    const { items, finish, ran } = await play({
      rounds: [
        {
          calls: [
            ["web_search", { queries: ["ask"] }],
            ["web_search", { queries: ["b"] }],
          ],
        },
      ],
    });
    expect([types(items), finish.finishReason, ran]).toEqual([["mcp_approval_request", "web_search_call"], "tool-calls", ["b"]]);
  });
});

describe("a tool that fails", () => {
  test.each<[string, Behaviour, string]>([
    ["says why", async () => Promise.reject(new ToolFailure("The search is down.")), "The search is down."],
    ["throws what may hold a secret", async () => Promise.reject(new Error("token=abc")), "The tool failed."],
  ])("%s: the model reads a sentence and goes on", async (_, search, sentence) => {
    const { items, asked, failure } = await play({ search, rounds: [{ calls: [["web_search", { queries: ["a"] }]] }, { text: PROGRAM }] });
    expect(failure).toBeNull();
    expect(items[0]).toMatchObject({ type: "web_search_call", status: "failed" });
    expect(outputsOf(asked[1])).toEqual([sentence]);
  });

  test("is given up after its time, also one that does not listen", async () => {
    const { items, asked } = await play({
      timeoutMs: 20,
      search: () => new Promise(() => {}),
      rounds: [{ calls: [["web_search", { queries: ["a"] }]] }, { text: PROGRAM }],
    });
    expect(items[0]).toMatchObject({ status: "failed" });
    expect(outputsOf(asked[1])).toEqual([expect.stringContaining("given up")]);
  });

  test("what it returns is cut where it is too long, and says so", async () => {
    const { asked } = await play({
      search: async () => "x".repeat(100_000),
      rounds: [{ calls: [["web_search", { queries: ["a"] }]] }, { text: PROGRAM }],
    });
    const [output] = outputsOf(asked[1]) as string[];
    expect(output?.length).toBeLessThan(66_000);
    expect(output).toMatch(/\[Cut here: \d+ more characters/);
  });
});

describe("the end of an answer", () => {
  test("the limit of tokens holds for all rounds together", async () => {
    const { asked, finish } = await play({
      request: { maxOutputTokens: 100 },
      rounds: [
        { calls: [["web_search", { queries: ["a"] }]], usage: [10, 70] },
        { text: "root = Card([a])", usage: [50, 30], reason: "length" },
      ],
    });
    expect(asked.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([100, 30]);
    expect(finish).toMatchObject({ finishReason: "length", usage: { outputTokens: 100 } });
  });

  test("calls of an answer that was cut do not run", async () => {
    const { items, ran } = await play({ rounds: [{ calls: [["web_search", { queries: ["a"] }]], reason: "length" }] });
    expect([ran, items]).toEqual([[], [expect.objectContaining({ status: "incomplete" })]]);
  });

  test("an abort ends it at once: what runs hears of it, nothing runs later, everything is let go of", async () => {
    const left = new AbortController();
    const heard: unknown[] = [];
    const search: Behaviour = (_, work) =>
      new Promise((_resolve, reject) => {
        work.signal.addEventListener("abort", () => {
          heard.push(work.signal.reason);
          reject(work.signal.reason);
        });
        left.abort(new Error("gone"));
      });
    const played = await play({ search, signal: left.signal, rounds: [{ calls: [["web_search", { queries: ["a"] }]] }] });
    expect(played.failure).toMatchObject({ message: "gone" });
    expect([heard.length, played.asked.length, played.closed()]).toEqual([1, 1, 1]);
    expect(played.items[0]).toMatchObject({ status: "searching" });
  });
});
