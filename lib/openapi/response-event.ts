import { z } from "zod/v4";
import { HOSTED_EVENTS } from "./hosted";
import { ContentPart, OutputItem } from "./item";
import { Response } from "./response";

const numbered = { sequence_number: z.int().describe("Counts from 0 without gaps") };
const ofItem = { ...numbered, item_id: z.string(), output_index: z.int() };
const ofPart = { ...ofItem, content_index: z.int() };
const ofSummary = { ...ofItem, summary_index: z.int() };
const delta = { delta: z.string(), obfuscation: z.string().optional() };
const SummaryPart = z.object({ type: z.literal("summary_text"), text: z.string() });

const whole = (type: string) => z.object({ ...numbered, type: z.literal(`response.${type}`), response: Response });

/** What each event of a stream holds; the name of the event is its type, and `data: [DONE]` comes last. */
export const ResponseStreamEvent = z.discriminatedUnion("type", [
  whole("created"),
  whole("in_progress"),
  whole("completed"),
  whole("incomplete"),
  whole("failed"),
  z.object({ ...numbered, type: z.literal("response.output_item.added"), output_index: z.int(), item: OutputItem }),
  z.object({ ...numbered, type: z.literal("response.output_item.done"), output_index: z.int(), item: OutputItem }),
  z.object({ ...ofPart, type: z.literal("response.content_part.added"), part: ContentPart }),
  z.object({ ...ofPart, type: z.literal("response.content_part.done"), part: ContentPart }),
  z.object({ ...ofPart, ...delta, type: z.literal("response.output_text.delta"), logprobs: z.array(z.never()) }),
  z.object({ ...ofPart, type: z.literal("response.output_text.done"), text: z.string(), logprobs: z.array(z.never()) }),
  z.object({ ...ofPart, ...delta, type: z.literal("response.refusal.delta") }),
  z.object({ ...ofPart, type: z.literal("response.refusal.done"), refusal: z.string() }),
  z.object({ ...ofSummary, type: z.literal("response.reasoning_summary_part.added"), part: SummaryPart }),
  z.object({ ...ofSummary, type: z.literal("response.reasoning_summary_part.done"), part: SummaryPart }),
  z.object({ ...ofSummary, ...delta, type: z.literal("response.reasoning_summary_text.delta") }),
  z.object({ ...ofSummary, type: z.literal("response.reasoning_summary_text.done"), text: z.string() }),
  z.object({ ...ofItem, ...delta, type: z.literal("response.function_call_arguments.delta") }),
  z.object({ ...ofItem, type: z.literal("response.function_call_arguments.done"), name: z.string(), arguments: z.string() }),
  ...HOSTED_EVENTS,
  z
    .object({
      ...numbered,
      type: z.literal("error"),
      error: z.object({ type: z.string(), code: z.string(), message: z.string(), param: z.string().nullable() }),
      code: z.string(),
      message: z.string(),
      param: z.string().nullable(),
      status: z.int().optional().describe("Over a WebSocket only"),
    })
    .describe("Comes before response.failed and says why"),
]);
