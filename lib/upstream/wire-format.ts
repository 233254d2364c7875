import type { GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import type { Endpoint, ServerEvents } from "./transport";

export type Body = Record<string, unknown>;

/** Asks the same once more with other members beside, for what follows of an answer. */
export type AskOn = (more: Body) => ServerEvents;

/** One of the formats in which a server can be asked. */
export interface WireFormat {
  /** As the server calls it, below its address. */
  path: string;
  endpoint: Endpoint;
  /** The address for a model, where it is not the same for all. */
  urlFor?: (model: string) => string;
  /** What a refusal calls it when it sends us there. */
  namedBy: RegExp;
  /** The body; `tell` gets what the model does not take as it was asked for. */
  encode: (request: GenerationRequest, tell: Tell) => Body;
  /** What a body wants in the headers beside what the endpoint has. */
  headersFor?: (body: Body) => Record<string, string>;
  /** The events of the answer; throws `ApiError` (`upstream_*`). */
  decode: (events: ServerEvents, request: GenerationRequest, endpoint: Endpoint, askOn?: AskOn) => GenerationEvents;
  /** The body without what was thought in earlier turns; null where there is none of it. */
  withoutReasoning?: (body: Body) => Body | null;
  /** The path of the format to go on with where a server has nothing at this one. */
  whenMissing?: string;
}
