import type { GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Adjustment, Attempt, Tell, Upstream } from "@/lib/generation/upstream";
import { log } from "@/lib/log";
import { type Endpoint, type Limits, postForEvents } from "../transport";
import type { AskOn, Body, WireFormat } from "../wire-format";
import { type Lesson, lessonsOf } from "./lesson";
import { asLearnt, recall, remember } from "./memory";
import { readRefusal } from "./read-refusal";

/** A server, and the formats in which it can be asked. */
export interface Server {
  address: string;
  formats: readonly WireFormat[];
  limits: Limits;
  /** The path of the format for a model, unless something else was learnt. */
  formatOf: (model: string) => string;
}

/** How often a request is sent again because of what its refusal taught, each time for another reason. */
const REPEATS_MAX = 3;

/**
 * A server that is asked as its refusals teach: a hint that it refuses by name is left out, an effort that it does not know becomes the
 * nearest that it names, and a model that it has in another format is asked in that. Only before the answer has begun; remembered for
 * the model and the address. What the client required stays, and its refusal is the client's to read.
 */
export function learningUpstream(server: Server): Upstream {
  return {
    stream: (request, signal, tell) => ask(server, request, signal, tell ?? (() => undefined)),
    adjustments(request) {
      const told: Adjustment[] = [];
      bodyFor(server, chosenFormat(server, request.model), request, false, (one) => told.push(one));
      return told;
    },
  };
}

async function* ask(server: Server, request: GenerationRequest, signal: AbortSignal, tell: Tell): GenerationEvents {
  const note = (sent: Omit<Attempt, "model">) => tell.attempt?.(Object.assign(sent, { model: request.model }));
  const learntHere = new Set<string>();
  let isWithoutReasoning = false;
  for (;;) {
    const format = chosenFormat(server, request.model);
    const body = bodyFor(server, format, request, isWithoutReasoning, tell);
    let hasBegun = false;
    try {
      const endpoint = endpointFor(format, request.model, body);
      const askOn: AskOn = (more) => postForEvents(endpoint, { ...body, ...more }, signal, server.limits, note);
      for await (const batch of format.decode(askOn({}), request, format.endpoint, askOn)) {
        hasBegun = true;
        yield batch;
      }
      return;
    } catch (error) {
      const lessons = hasBegun || signal.aborted ? [] : taughtBy(error, server, format, body);
      const reason = JSON.stringify(lessons);
      if (lessons.length === 0 || learntHere.has(reason) || learntHere.size === REPEATS_MAX) throw error;
      learntHere.add(reason);
      isWithoutReasoning ||= lessons.some(({ type }) => type === "without-reasoning");
      for (const lesson of lessons) remember(server.address, request.model, lesson);
      log.info({ provider: format.endpoint.name, model: request.model, lessons }, "a refused hint is left out");
    }
  }
}

function chosenFormat({ address, formats, formatOf }: Server, model: string): WireFormat {
  const path = recall(address, model).format ?? formatOf(model);
  const format = formats.find((candidate) => candidate.path === path) ?? formats[0];
  if (!format) throw new Error("A server has no format.");
  return format;
}

function endpointFor({ endpoint, urlFor, headersFor }: WireFormat, model: string, body: Body): Endpoint {
  return { ...endpoint, url: urlFor?.(model) ?? endpoint.url, headers: { ...endpoint.headers, ...headersFor?.(body) } };
}

function bodyFor(server: Server, format: WireFormat, request: GenerationRequest, isWithoutReasoning: boolean, tell: Tell): Body {
  const body = asLearnt(format.encode(request, tell), recall(server.address, request.model), tell);
  return (isWithoutReasoning ? format.withoutReasoning?.(body) : null) ?? body;
}

function taughtBy(error: unknown, { formats }: Server, format: WireFormat, body: Body): Lesson[] {
  const said = readRefusal(error);
  return said ? lessonsOf(said, { body, format, others: formats.filter((other) => other !== format) }) : [];
}
