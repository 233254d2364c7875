import { append, type Collected, emptyCollected } from "@/lib/generation/collect";
import type { GenerationEvent } from "@/lib/generation/event";
import { generationRequest } from "@/lib/generation/generation-request";
import type { HostedRequest } from "@/lib/generation/hosted";
import type { OutputItem } from "@/lib/generation/item";
import type { FunctionTool, GenerationRequest } from "@/lib/generation/request";
import { Sources } from "@/lib/generation/sources";
import { newId } from "@/lib/ids";
import { runTools } from "@/lib/tools/run-tools";
import type { HostedFunction, Work } from "@/lib/tools/tool";
import { toolbox } from "@/lib/tools/toolbox";
import { userSays } from "@/tests/upstream/ask";
import { type Said, scripted } from "./fake-model";

export const ORDER: FunctionTool = { name: "get_order", description: null, parameters: { type: "object" }, strict: null };
export const PROGRAM = 'root = Card([a])\na = TextContent("Done.")';

export type Behaviour = (query: string, work: Work) => Promise<string>;

interface Scene {
  rounds: Said[];
  request?: Partial<GenerationRequest>;
  hosted?: Partial<HostedRequest>;
  /** What a search does; it finds something unless said otherwise. */
  search?: Behaviour;
  timeoutMs?: number;
  signal?: AbortSignal;
}

interface Played {
  events: GenerationEvent[];
  items: OutputItem[];
  finish: Collected;
  asked: GenerationRequest[];
  ran: string[];
  failure: unknown;
  closed: () => number;
}

/** A search of the web in memory: a hosted function like any other. */
function searching(behaviour: Behaviour, ran: string[], timeoutMs: number): HostedFunction {
  return {
    name: "web_search",
    description: "Searches the web",
    parameters: { type: "object", properties: { queries: { type: "array" } } },
    timeoutMs,
    begin: (args) => {
      const queries = args.queries as string[];
      const [query = ""] = queries;
      const item = {
        type: "web_search_call" as const,
        id: newId("ws"),
        status: "in_progress" as const,
        action: { type: "search" as const, query, queries },
      };
      if (query === "ask")
        return { asks: { type: "mcp_approval_request", id: newId("mcpr"), server_label: "demo", name: "search", arguments: "{}" } };
      return {
        item,
        run: async (work) => {
          work.state("searching");
          ran.push(query);
          const output = await behaviour(query, work);
          return { item: { ...item, status: "completed" }, output };
        },
      };
    },
  };
}

/** Plays a scene to its end, or to what it throws. */
export async function play({
  rounds,
  request = {},
  hosted = {},
  search = async (query) => `Found ${query}`,
  timeoutMs = 5_000,
  signal,
}: Scene): Promise<Played> {
  const model = scripted(rounds);
  const ran: string[] = [];
  let closed = 0;
  const called = searching(search, ran, timeoutMs);
  const tool = { begin: async () => [called], close: async () => void closed++ };
  const box = toolbox([{ tool, matches: ({ type }) => type === "web_search" }], new Sources(), "ws_1");
  const asked = generationRequest({
    model: "m",
    input: [userSays("Hello")],
    hosted: { tools: [], chosen: null, allowed: null, callsMax: null, dialogue: [], canResume: true, ...hosted },
    ...request,
  });
  const events: GenerationEvent[] = [];
  const collected = emptyCollected();
  const failure = await (async () => {
    for await (const batch of runTools(asked, model.ask, box, signal ?? new AbortController().signal)) {
      for (const event of batch) {
        events.push(event);
        append(collected, event);
      }
    }
    return null;
  })().catch((error: unknown) => error);
  return { events, items: collected.items, finish: collected, asked: model.asked, ran, failure, closed: () => closed };
}

export const types = (items: OutputItem[]): string[] => items.map(({ type }) => type);
export const outputsOf = (request: GenerationRequest | undefined): unknown[] =>
  (request?.input ?? []).flatMap((item) => (item.type === "function_call_output" ? [item.output] : []));
