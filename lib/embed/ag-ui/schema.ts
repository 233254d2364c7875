import type { RunAgentInput } from "@ag-ui/core";
import { z } from "zod/v4";
import { optional } from "@/lib/parameter";

const Part = z.looseObject({ type: z.string() });
const Content = z.union([z.string(), z.array(Part).max(1_000)]);
const Call = z.looseObject({ id: z.string(), function: z.looseObject({ name: z.string(), arguments: z.string() }) });

const Message = z.discriminatedUnion("role", [
  z.looseObject({ role: z.enum(["developer", "system", "user"]), content: Content }),
  z.looseObject({ role: z.literal("assistant"), content: optional(Content), toolCalls: optional(z.array(Call).max(128)) }),
  z.looseObject({ role: z.literal("tool"), toolCallId: z.string(), content: Content }),
  // What a front end shows beside the dialogue; no model reads it.
  z.looseObject({ role: z.enum(["reasoning", "activity"]) }),
]);

const Id = z.string().min(1).max(256);

/** What this server reads of a run's input; whatever else front ends send along is passed over. */
const parameters = {
  threadId: Id,
  runId: Id,
  parentRunId: optional(Id),
  protocolVersion: optional(z.string().max(64)),
  messages: z.array(Message).min(1).max(2_000),
  tools: z.array(z.looseObject({ name: z.string(), description: optional(z.string()), parameters: z.unknown() })).default([]),
  context: z.array(z.looseObject({ description: z.string(), value: z.string() })).default([]),
  state: z.unknown(),
  /** `model` among them, and with `metadata` what it may hold in chat completions. */
  forwardedProps: optional(z.looseObject({ model: optional(z.string().min(1).max(256)) })),
  /** Runs are not interrupted here, so there is none to go on with. */
  resume: optional(z.array(z.unknown()).max(0)),
} satisfies Record<keyof RunAgentInput, z.ZodType>;

/** The body of `POST /v1/ag-ui`. */
export const RunBody = z.looseObject(parameters);
export type RunBody = z.output<typeof RunBody>;
