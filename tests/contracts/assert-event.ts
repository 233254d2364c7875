import { assertDocumented } from "./assert-documented";
import { assertValid, type Contract, contract } from "./assert-valid";

interface ResponseLike {
  usage?: unknown;
  text?: { format?: { type?: string } };
}

interface EventLike {
  type: string;
  response?: ResponseLike | undefined;
}

const names = new Map<string, string>();

/** Throws unless a response is what both contracts and our own document describe. */
export function assertResponse(response: ResponseLike): void {
  assertValid("open-responses", "ResponseResource", forOpenResponses(response));
  assertValid("openai-responses", "Response", forOpenAi(response));
  assertDocumented("Response", response);
}

/** Throws unless an event of a response's stream is what both contracts and our own document describe. */
export function assertEvent(event: EventLike): void {
  const { response } = event;
  const as = (view: (response: ResponseLike) => ResponseLike) => (response ? { ...event, response: view(response) } : event);
  assertValid("open-responses", eventSchema("open-responses", event.type), as(forOpenResponses));
  assertValid("openai-responses", eventSchema("openai-responses", event.type), as(forOpenAi));
  assertDocumented("ResponseStreamEvent", event);
}

/** Open Responses wants the usage from the beginning, which is null then; OpenAI's contract knows no null there. */
function forOpenAi(response: ResponseLike): ResponseLike {
  return response.usage === null ? { ...response, usage: undefined } : response;
}

/** Of the schema that a response was asked to keep Open Responses allows nothing but null, where OpenAI demands the schema. */
function forOpenResponses(response: ResponseLike): ResponseLike {
  const format = response.text?.format;
  if (format?.type !== "json_schema") return response;
  return { ...response, text: { ...response.text, format: { description: null, ...format, schema: null } as typeof format } };
}

/** The schema whose `type` is only this one. */
function eventSchema(name: Contract, type: string): string {
  if (names.size === 0) for (const from of ["open-responses", "openai-responses"] as const) learn(from);
  const found = names.get(`${name} ${type}`);
  if (found === undefined) throw new Error(`${name} knows no event ${type}.`);
  return found;
}

function learn(name: Contract): void {
  for (const [id, schema] of Object.entries(contract(name).components.schemas)) {
    const { type, sequence_number: isEvent } = (schema.properties ?? {}) as Record<string, { enum?: string[] }>;
    if (isEvent && type?.enum?.length === 1) names.set(`${name} ${type.enum[0]}`, id);
  }
}
