import { below } from "../endpoint-url";
import type { Endpoint } from "../transport";
import type { WireFormat } from "../wire-format";
import { decode } from "./decode";
import type { Door } from "./doors";
import { encode, withoutReasoning } from "./encode";
import { fit } from "./fit";
import { ruleOf } from "./rules";

export const RESPONSES = "responses";

/** OpenAI's Responses format at an address; `chat` is the other one that it may turn out to speak. */
export function responsesFormat(server: Omit<Endpoint, "url">, base: string, door: Door, chat: WireFormat): WireFormat {
  return {
    path: RESPONSES,
    endpoint: { ...server, url: below(base, RESPONSES) },
    namedBy: /(?:^|[\s"'`(])(?:\/?v1)?\/responses(?![\w/-])|\bresponses (?:api|endpoint)\b/i,
    encode(request, tell) {
      const rule = ruleOf(request.model);
      return encode(fit(request, rule, tell), rule, door, tell);
    },
    decode: (events, request, endpoint) => decode(events, request, endpoint, { provider: door.name, other: chat.decode }),
    withoutReasoning,
    whenMissing: chat.path,
  };
}
