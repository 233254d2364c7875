import { below } from "../endpoint-url";
import type { Endpoint } from "../transport";
import type { WireFormat } from "../wire-format";
import { decode } from "./decode";
import { encode } from "./encode";
import type { ChatServer } from "./rules";

export const CHAT_COMPLETIONS = "chat/completions";

/** OpenAI's Chat Completions format at an address. */
export function chatFormat(server: Omit<Endpoint, "url">, base: string, rules: ChatServer): WireFormat {
  return {
    path: CHAT_COMPLETIONS,
    endpoint: { ...server, url: below(base, CHAT_COMPLETIONS) },
    namedBy: /\bchat\/completions\b|\bchat completions (?:api|endpoint)\b/i,
    encode: (request, tell) => encode(request, rules, server.name, tell),
    decode,
  };
}
