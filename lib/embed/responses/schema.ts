import type { InputTokenCountParams } from "openai/resources/responses/input-tokens";
import type { ResponseCompactParams, ResponseCreateParams } from "openai/resources/responses/responses";
import type { Reasoning as OfficialReasoning } from "openai/resources/shared";
import { z } from "zod/v4";
import { Input } from "@/lib/items/schema";
import { decided, FunctionName, inert, optional, refusal, text, ValidJsonSchema } from "@/lib/parameter";
import { Effort } from "../effort";
import { Includable } from "../includable";
import { cacheParameters, ServiceTier } from "../inert-parameters";
import { Metadata } from "../metadata-schema";
import { Verbosity } from "../verbosity";
import { chosenHosted, chosenTools, functionsOf, hostedOf, isOffered, ToolChoice, Tools } from "./tool-schema";

const INSTRUCTIONS_CHARACTERS_MAX = 1_048_576;

const Model = z.string().min(1).max(256);
const Id = z.string().min(1).max(256);
const Conversation = z.union([Id, z.strictObject({ id: Id })]);
const Penalty = optional(z.number().min(-2).max(2));

const TextFormat = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    name: FunctionName,
    description: optional(text(16_384)),
    schema: ValidJsonSchema,
    strict: optional(z.boolean()),
  }),
]);
const TextOptions = z.strictObject({ format: optional(TextFormat), verbosity: optional(Verbosity) });

const Summary = optional(
  decided<NonNullable<OfficialReasoning["summary"]>>({ auto: "accepted", concise: "accepted", detailed: "accepted" }),
);
type Context = NonNullable<OfficialReasoning["context"]>;
const Reasoning = z.strictObject({
  effort: optional(Effort),
  summary: Summary,
  generate_summary: Summary,
  /** A hint: what a model can read again of its reasoning, it does. */
  context: optional(decided<Context>({ auto: "accepted", current_turn: "accepted", all_turns: "accepted" })),
  mode: inert((value) => value === "standard", "There is one mode of reasoning: 'standard'."),
} satisfies Record<keyof OfficialReasoning, z.ZodType>);

/** What adds output that nothing here produces is accepted: there is nothing it could leave out. */
const Include = Includable.refine(
  (value) => value !== "message.output_text.logprobs",
  refusal("unsupported_parameter", "Log probabilities are not available."),
);

/** What the three bodies say about the dialogue. */
const dialogue = {
  input: optional(Input),
  instructions: optional(text(INSTRUCTIONS_CHARACTERS_MAX)),
  previous_response_id: optional(Id),
};

/** What decides how many tokens a request has, besides the dialogue. */
const counted = {
  conversation: optional(Conversation),
  parallel_tool_calls: optional(z.boolean()),
  reasoning: optional(Reasoning),
  text: optional(TextOptions),
  tool_choice: optional(ToolChoice),
  tools: optional(Tools),
  truncation: optional(decided<NonNullable<ResponseCreateParams["truncation"]>>({ auto: "accepted", disabled: "accepted" })),
};

type Compression = NonNullable<NonNullable<ResponseCreateParams["image"]>["context_compression"]>;

/** A hint: pictures reach the provider as they are. */
const Image = z.strictObject({
  context_compression: decided<Compression>({
    auto: "accepted",
    enabled: "accepted",
    disabled: "accepted",
  }),
});

type BackgroundOptions = NonNullable<ResponseCreateParams["background_options"]>;
const LATER = { advice: "What runs in the background begins at once: 'completion_window' must be 'soonest'." };

const BackgroundOptions = z.strictObject({
  completion_window: optional(
    decided<NonNullable<BackgroundOptions["completion_window"]>>({ soonest: "accepted", "2h": LATER, "8h": LATER }),
  ),
  /** Tells which requests belong together; nothing waits here. */
  continuation_id: optional(text(256)),
} satisfies Record<keyof BackgroundOptions, z.ZodType>);

type AccessPrograms = NonNullable<ResponseCreateParams["access_programs"]>;
const OTHER_PROGRAM = { advice: "Programs of access are OpenAI's own; only 'standard' is here." };

const AccessPrograms = z.strictObject({
  cyber: optional(
    decided<NonNullable<AccessPrograms["cyber"]>>({ standard: "accepted", daybreak_blue: OTHER_PROGRAM, daybreak_red: OTHER_PROGRAM }),
  ),
} satisfies Record<keyof AccessPrograms, z.ZodType>);

/** What Open Responses knows and the official client does not, and what agents tell of themselves, which asks for nothing. */
const unofficial = {
  client_metadata: z.unknown().optional(),
  max_tool_calls: optional(z.int().min(1)),
  frequency_penalty: Penalty,
  presence_penalty: Penalty,
};

/**
 * Every parameter the official client knows, and those of Open Responses beside them, each decided: honoured, accepted because it
 * asks for nothing that could be seen in the answer, or refused by name. A parameter that is new in the client does not compile
 * until it is decided, and a parameter nobody knows is refused, because one that is silently ignored looks like one that works.
 */
const parameters = {
  model: Model,
  ...dialogue,
  ...counted,
  stream: optional(z.boolean()),
  stream_options: optional(z.strictObject({ include_obfuscation: optional(z.boolean()) })),
  background: optional(z.boolean()),
  background_options: optional(BackgroundOptions),
  access_programs: optional(AccessPrograms),
  image: optional(Image),
  store: optional(z.boolean()),
  // OpenAI takes no less than 16; the models behind this server do, as in chat completions.
  max_output_tokens: optional(z.int().min(1)),
  temperature: optional(z.number().min(0).max(2)),
  top_p: optional(z.number().min(0).max(1)),
  ...unofficial,
  metadata: optional(Metadata),
  include: optional(z.array(Include).max(16)),

  // Accepted: they tell who asks, and nothing in the answer depends on them.
  user: optional(text(256)),
  safety_identifier: optional(text(64)),
  ...cacheParameters,

  // Refused unless they ask for what happens anyway.
  service_tier: ServiceTier,
  top_logprobs: optional(
    z
      .int()
      .min(0)
      .max(20)
      .refine((count) => count === 0, refusal("unsupported_parameter", "Log probabilities are not available.")),
  ),
  context_management: inert((value) => Array.isArray(value) && value.length === 0, "Context is compacted by /responses/compact only."),
  moderation: inert(() => false, "Moderation is not supported."),
  prompt: inert(() => false, "Stored prompts are not supported; send 'instructions' and 'input'."),
} satisfies Record<keyof ResponseCreateParams, z.ZodType>;

/** The body of `POST /v1/embed/responses`. */
export const CreateResponseBody = z.strictObject(parameters).superRefine((body, context) => {
  const refuse = refuser(context);
  refuseTwoHistories(body, refuse);
  refuseBadTools(body, refuse);
  if (body.background && body.store === false)
    refuse("background", "'background' needs 'store': there is nothing to come back to otherwise.");
});
export type CreateResponseBody = z.output<typeof CreateResponseBody>;

/** The body of `POST /v1/embed/responses/input_tokens`. */
export const InputTokensBody = z
  .strictObject({
    model: optional(Model),
    ...dialogue,
    ...counted,
    /** Changes the style of an answer, of which there is none. */
    personality: optional(text(64)),
  } satisfies Record<keyof InputTokenCountParams, z.ZodType>)
  .superRefine((body, context) => {
    refuseTwoHistories(body, refuser(context));
    refuseBadTools(body, refuser(context));
  });
export type InputTokensBody = z.output<typeof InputTokensBody>;

/** The body of `POST /v1/embed/responses/compact`. */
export const CompactResponseBody = z.strictObject({
  model: Model,
  ...dialogue,
  ...cacheParameters,
  image: optional(Image),
  service_tier: ServiceTier,
} satisfies Record<keyof ResponseCompactParams, z.ZodType>);
export type CompactResponseBody = z.output<typeof CompactResponseBody>;

type Refuse = (parameter: string, message: string) => void;

function refuser(context: z.RefinementCtx): Refuse {
  return (parameter, message) => context.addIssue({ code: "custom", ...refusal("invalid_value", message), path: [parameter] });
}

function refuseTwoHistories(body: { conversation?: unknown; previous_response_id?: unknown }, refuse: Refuse): void {
  if (body.conversation == null || body.previous_response_id == null) return;
  refuse("previous_response_id", "'previous_response_id' and 'conversation' can't be used together; send one of them.");
}

interface ToolParameters {
  tools?: Tools | null | undefined;
  tool_choice?: ToolChoice | null | undefined;
}

function refuseBadTools(body: ToolParameters, refuse: Refuse): void {
  const tools = functionsOf(body.tools).map((tool) => tool.name);
  if (new Set(tools).size < tools.length) refuse("tools", "Two tools have the same name.");
  const choice = body.tool_choice ?? "auto";
  if (choice === "required" && tools.length === 0 && hostedOf(body.tools).length === 0)
    refuse("tool_choice", "'tool_choice' is 'required', but there are no 'tools'.");
  const unknown = chosenTools(choice).find((name) => !tools.includes(name));
  const unhosted = chosenHosted(choice).find((selector) => !isOffered(body.tools, selector));
  const missing = unknown ?? unhosted?.server_label ?? unhosted?.type;
  if (missing !== undefined) refuse("tool_choice", `'tool_choice' names '${missing}', which is not among 'tools'.`);
}
