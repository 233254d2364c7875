import { expect } from "vitest";
import { foldOutput } from "@/lib/embed/responses/fold";
import type { StreamEvent } from "@/lib/embed/responses/stream-event";
import { isRecord } from "@/lib/json";
import type { Transport } from "@/tests/http/transport";
import type { newActor } from "@/tests/keys/fixture";
import type { Captures } from "./match";
import type { ScriptedModel } from "./model";
import type { World } from "./world";

/** What came of a step. */
export interface Outcome {
  status: number;
  headers: Headers;
  /** Of a stream the response that it ended with. */
  body: Record<string, unknown>;
  events: StreamEvent[];
  /** As it was sent. */
  text: string;
  tookMs: number;
}

export interface Played {
  world: World;
  model: ScriptedModel;
  transport: Transport;
  captures: Captures;
  /** The bodies of the steps so far. */
  results: unknown[];
  outcomes: Outcome[];
  callers: Map<string, Caller>;
  /** Lines of the log. */
  logged: string[];
}

export interface Caller {
  secret: string;
  actor: Awaited<ReturnType<typeof newActor>>;
  keyId: string;
}

/** Asks for something as a caller does. */
export async function ask({ transport }: Pick<Played, "transport">, { secret }: Caller, request: string): Promise<Omit<Outcome, "tookMs">> {
  const [method = "GET", path = ""] = request.split(" ");
  return read(transport.fetch(`${transport.origin}/v1/embed/${path}`, { method, headers: { authorization: `Bearer ${secret}` } }));
}

/** The answer to a request, whole. */
export async function read(asked: Promise<Response>): Promise<Omit<Outcome, "tookMs">> {
  const response = await asked;
  const { status, headers } = response;
  const text = await response.text();
  if (!/event-stream/.test(headers.get("content-type") ?? "")) {
    const parsed: unknown = /json/.test(headers.get("content-type") ?? "") ? JSON.parse(text) : {};
    return { status, headers, text, events: [], body: isRecord(parsed) ? parsed : {} };
  }
  const events = [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, data]) => JSON.parse(data ?? "") as StreamEvent);
  const last = events.at(-1);
  return { status, headers, text, events, body: last && "response" in last ? { ...last.response } : chatOf(events) };
}

/** A streamed chat completion as the whole it adds up to. */
function chatOf(chunks: readonly unknown[]): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  let finish: unknown = null;
  for (const chunk of chunks) {
    const choice = isRecord(chunk) && Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
    if (!isRecord(choice)) continue;
    finish = choice.finish_reason ?? finish;
    for (const [name, value] of Object.entries(isRecord(choice.delta) ? choice.delta : {}))
      message[name] = name === "content" ? [message[name], value].filter((text) => typeof text === "string").join("") : value;
  }
  return { choices: [{ message, finish_reason: finish }] };
}

/** Whether the events of a stream add up to the output that it ended with. */
export function addsUp(events: readonly StreamEvent[], output: unknown): void {
  expect(foldOutput(events)).toEqual(output);
}
