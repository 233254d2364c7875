import { below } from "../endpoint-url";
import type { Endpoint } from "../transport";
import type { WireFormat } from "../wire-format";
import { decode } from "./decode";
import { encode, type OpenAiDialect } from "./encode";

export const CHAT_COMPLETIONS = "chat/completions";

/** OpenAI's Chat Completions format at an address. */
export function chatFormat(server: Omit<Endpoint, "url">, base: string, dialect: OpenAiDialect): WireFormat {
  return {
    path: CHAT_COMPLETIONS,
    endpoint: { ...server, url: below(base, CHAT_COMPLETIONS) },
    namedBy: /\bchat\/completions\b|\bchat completions (?:api|endpoint)\b/i,
    encode: (request) => ({ ...encode(request, dialect) }),
    decode,
  };
}
