import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import { OPEN } from "@/lib/genui/read/envelope";
import { closeAnswer } from "@/lib/genui/write/close-answer";
import type { Orphan } from "@/lib/responses/schema";
import { assertStreamGrammar } from "@/tests/responses/grammar";
import { played } from "@/tests/responses/random-events";
import { toStreamEvents } from "./encode";
import { newResource, type ResponseResource } from "./resource";
import { endOrphan } from "./run/reap";
import type { StreamEvent } from "./stream-event";
import { singly } from "@/tests/generation/batches";

const RESOURCE = newResource({ model: "some-model", input: "Hello", background: true }, { id: "resp_1", createdAt: 1_700_000_000 });
const HALF = `${OPEN}root = Card([t])\nt = TextContent(&quot;Half a`;
const WHOLE = `${HALF}&quot;)\n\`\`\`\n</content>`;

async function cutOff(text: string, isCancelled: boolean): Promise<StreamEvent[]> {
  const sent: StreamEvent[] = [];
  const events = played(
    [
      { type: "text-start", id: "msg_1" },
      { type: "text-delta", id: "msg_1", delta: text },
    ],
    new Error("Gone."),
  );
  for await (const event of singly(toStreamEvents(RESOURCE, events, { isCancelled: () => isCancelled }))) sent.push(event);
  return sent;
}

const textOf = ({ output }: ResponseResource): string =>
  output
    .flatMap((item) => (item.type === "message" ? item.content.map((part) => (part.type === "output_text" ? part.text : "")) : []))
    .join("");
const streamedOf = (events: StreamEvent[]): string =>
  events.map((event) => (event.type === "response.output_text.delta" ? event.delta : "")).join("");

describe("an interface that is cut", () => {
  test.each([true, false])("gets its end, in the stream and in the response (cancelled: %s)", async (isCancelled) => {
    const events = await cutOff(HALF, isCancelled);
    expect(closeAnswer(WHOLE)).toBe(WHOLE);
    expect(textOf(assertStreamGrammar(events))).toBe(WHOLE);
    expect(streamedOf(events)).toBe(WHOLE);
  });

  test("also when its process is gone", async () => {
    const events = (await cutOff(HALF, true)).filter(({ type }) => type !== "response.incomplete").slice(0, -1);
    expect(streamedOf(events)).toBe(HALF);
    const orphan: Orphan = {
      id: "resp_1",
      status: "in_progress",
      requestId: "req_1",
      workspaceId: "ws_1",
      userId: null,
      keyId: null,
      model: "some-model",
      background: true,
      conversationId: null,
      body: RESOURCE,
      createdAt: new Date(),
      events: [{ firstSequence: 0, events }],
    };
    const ended = endOrphan(orphan, new ApiError("internal_error", "Gone."));
    const all = [...events, ...((ended.events?.events ?? []) as StreamEvent[])];
    expect(textOf(assertStreamGrammar(all))).toBe(WHOLE);
    expect(streamedOf(all)).toBe(WHOLE);
  });

  test("a text that is no interface stays as it is", async () => {
    expect(streamedOf(await cutOff("Half a sen", true))).toBe("Half a sen");
  });
});
