import type { Upstream } from "@/lib/generation/upstream";
import { CHAT_COMPLETIONS } from "../compatible/format";
import { learningUpstream } from "../learning/learning-upstream";
import type { WireApi } from "../settings";
import { withStops } from "../stops";
import type { Endpoint, Limits } from "../transport";
import type { WireFormat } from "../wire-format";
import { doorAt } from "./doors";
import { RESPONSES, responsesFormat } from "./format";
import { ruleOf } from "./rules";

/** A server that speaks one of OpenAI's formats, or both. */
export interface OpenAiServer extends Omit<Endpoint, "url" | "headers"> {
  base: string;
  /** The name in model ids. */
  id: string;
  key: string | null;
  /** What its owner says that it speaks; null decides by address and model. */
  api: WireApi | null;
  limits: Limits;
}

const PATHS: Readonly<Record<WireApi, string>> = { responses: RESPONSES, chat: CHAT_COMPLETIONS };

/** How a server lets us in. */
export function headersFor({ base, id, key }: Pick<OpenAiServer, "base" | "id" | "key">): Record<string, string> {
  const [header, prefix] = doorAt(base, id).key;
  return key ? { [header]: `${prefix}${key}` } : {};
}

/**
 * A server of OpenAI's formats: Responses at the doors that have it, for every model but those that know only chat completions; at
 * any other address chat completions. `chat` makes that format.
 */
export function openAiServer(server: OpenAiServer, chat: (endpoint: Omit<Endpoint, "url">, base: string) => WireFormat): Upstream {
  const { base, id, api, name, setting, limits } = server;
  const door = doorAt(base, id);
  const endpoint = { name, setting, headers: headersFor(server) };
  const chatFormat = chat(endpoint, base);
  const upstream = learningUpstream({
    address: base,
    formats: [responsesFormat(endpoint, base, door, chatFormat), chatFormat],
    limits,
    formatOf: (model) => PATHS[api ?? (door.api === "chat" ? "chat" : ruleOf(model).api)],
  });
  return { ...upstream, stream: (request, signal, tell) => withStops(upstream.stream(request, signal, tell), request) };
}
