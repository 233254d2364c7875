import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { expect, test } from "vitest";
import { toStreamEvents } from "@/lib/embed/responses/encode";
import { newResource } from "@/lib/embed/responses/resource";
import { AnswerDetails, type ThreadEntry } from "@/lib/conversations/schema";
import type { GenerationEvent } from "@/lib/generation/event";
import type { HostedItem } from "@/lib/generation/hosted";
import { singly } from "@/tests/generation/batches";
import { settings } from "@/tests/playground/world";
import { played } from "@/tests/responses/random-events";
import { EMPTY_ANSWER, type PartialAnswer, withEvent } from "./partial-answer";
import { endedSteps } from "./partial-steps";
import { responseBody } from "./response-body";

const USAGE = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 };
const FINISH: GenerationEvent = { type: "finish", reason: "stop", usage: USAGE };
const CALL: HostedItem = {
  type: "mcp_call",
  id: "mcp_1",
  server_label: "crm",
  name: "find",
  arguments: '{"name":"Ada"}',
  output: null,
  error: null,
  approval_request_id: null,
  status: "in_progress",
};
const SEARCH: HostedItem = {
  type: "web_search_call",
  id: "ws_1",
  action: { type: "search", query: "bridge", queries: ["bridge"], sources: [{ type: "url", url: "https://a.example/b" }] },
  status: "in_progress",
};
const begun = (item: HostedItem): GenerationEvent => ({ type: "hosted-start", id: item.id, item });
const over = (item: HostedItem, more: object): GenerationEvent => ({
  type: "hosted-end",
  id: item.id,
  item: { ...item, status: "completed", ...more } as HostedItem,
});

/** What a page makes of the stream that the server writes for these events, one each 10 ms; `seen` gets the answer after each. */
async function received(events: GenerationEvent[], seen: (answer: PartialAnswer) => void = () => {}, stepMs = 10): Promise<PartialAnswer> {
  const resource = newResource({ model: settings.model, input: "Hi" }, { id: "resp_1", createdAt: 1 });
  let answer = EMPTY_ANSWER;
  let nowMs = 0;
  for await (const event of singly(
    toStreamEvents(resource, played(events), { include: ["web_search_call.action.sources", "file_search_call.results"] }),
  )) {
    nowMs += stepMs;
    answer = withEvent(answer, event as ResponseStreamEvent, stepMs === 0 ? null : nowMs);
    seen(answer);
  }
  return answer;
}

test("a call is seen with its arguments while it runs, and with its time and result once it has", async () => {
  const running: unknown[] = [];
  const answer = await received([begun(CALL), over(CALL, { output: "Ada L." }), FINISH], ({ steps: [step] }) => {
    if (step?.item.type === "mcp_call") running.push([step.item.status, step.item.arguments, step.item.output]);
  });
  expect(running).toContainEqual(["in_progress", '{"name":"Ada"}', null]);
  expect(running.at(-1)).toEqual(["completed", '{"name":"Ada"}', "Ada L."]);
  expect(answer.steps).toMatchObject([{ item: { id: "mcp_1", status: "completed" } }]);
  expect(answer.steps[0]?.ms).toBeGreaterThan(0);
});

test("calls beside each other keep their order and their own times", async () => {
  const { steps } = await received([begun(SEARCH), begun(CALL), over(CALL, { output: "x" }), over(SEARCH, {}), FINISH]);
  expect(steps.map(({ item }) => item.id)).toEqual(["ws_1", "mcp_1"]);
  expect(steps[0]?.ms).toBeGreaterThan(steps[1]?.ms ?? 0);
});

test("nothing is said of the time of what happened before it was read", async () => {
  const { steps } = await received([begun(CALL), over(CALL, { output: "x" }), FINISH], undefined, 0);
  expect(steps[0]?.ms).toBeNull();
});

test("a call that was cut off is stopped, and no text is too long to be kept", async () => {
  const long = await received([begun(CALL), over(CALL, { output: "x".repeat(900_000) }), begun(SEARCH), FINISH]);
  const steps = endedSteps(long.steps);
  expect(steps.map(({ item }) => item.status)).toEqual(["completed", "incomplete"]);
  expect(JSON.stringify(steps).length).toBeLessThan(45_000);
  expect(AnswerDetails.shape.steps.parse(steps)).toEqual(steps);
});

test("marks are told with their places, as chips need them", async () => {
  const text = "It opened in 1932 [3](https://a.example/b), they say [1].";
  const { citations } = await received([
    { type: "text-start", id: "msg_1" },
    { type: "text-delta", id: "msg_1", delta: text },
    {
      type: "annotation",
      id: "msg_1",
      annotation: { type: "url_citation", url: "https://a.example/b", title: "Bridges", start_index: 18, end_index: 42 },
    },
    {
      type: "annotation",
      id: "msg_1",
      annotation: { type: "file_citation", file_id: "file-1", filename: "a.pdf", index: text.indexOf("[1]") },
    },
    { type: "text-end", id: "msg_1" },
    FINISH,
  ]);
  expect(citations).toEqual([
    { type: "url", number: 3, at: 18, url: "https://a.example/b", title: "Bridges" },
    { type: "file", number: 1, at: text.indexOf("[1]"), fileId: "file-1", filename: "a.pdf" },
  ]);
});

test("the next request brings what the tools did, before what was said, and names the tools that are on", () => {
  const done = { item: { ...SEARCH, status: "completed" } as HostedItem, ms: 20 };
  const stopped = { item: { ...CALL, status: "incomplete" } as HostedItem, ms: null };
  const details = { steps: [done, stopped] } as unknown as AnswerDetails;
  const said = (role: "user" | "assistant", text: string): ThreadEntry["item"] =>
    ({
      type: "message",
      id: "msg_1",
      role,
      status: "completed",
      content: [{ type: role === "user" ? "input_text" : "output_text", text, annotations: [], logprobs: [] }],
    }) as unknown as ThreadEntry["item"];
  const body = responseBody(
    [
      { item: said("user", "When?"), details: null },
      { item: said("assistant", "1932"), details },
    ],
    { ...settings, hosted: { webSearch: true, mcpServers: ["crm"], stores: ["vs_1"] } },
  );
  expect(body.input).toEqual([{ role: "user", content: "When?" }, done.item, { role: "assistant", content: "1932" }]);
  expect(body.tools).toEqual([
    { type: "web_search" },
    { type: "file_search", vector_store_ids: ["vs_1"] },
    { type: "mcp", server_label: "crm" },
  ]);
  expect(body.include).toEqual(["web_search_call.action.sources", "file_search_call.results"]);
});
