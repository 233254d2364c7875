import type { FinishReason } from "@/lib/generation/event";
import { isRecord } from "@/lib/json";

/** How an answer ended: well, as far as it may count as an answer, or in one of two ways to fail. */
export type End = FinishReason | "failed" | "overloaded";

// Spelt as servers of this format and those behind them spell it, without case and without what separates the words.
const REASONS: Record<End, string> = {
  stop: "stop eos eostoken endturn stopsequence stoptoken complete completed end finished done success",
  length: "length maxtokens modellength maxoutputtokens maxlength maxnewtokens tokenlimit contextlength modelcontextwindowexceeded",
  "tool-calls": "toolcalls toolcall tooluse functioncall functioncalls",
  "content-filter":
    "contentfilter contentfiltered safety sensitive recitation blocklist prohibitedcontent spii language refusal " +
    "imagesafety imageprohibitedcontent guardrailintervened moderation blocked",
  failed: "error failed failure",
  overloaded: "insufficientsystemresource overloaded",
};

const END_OF = new Map(Object.entries(REASONS).flatMap(([end, names]) => names.split(" ").map((name) => [name, end as End] as const)));

/** Returns the reason that a choice gives for its end, as the server spells it; null while it has not ended. */
export function reasonIn(value: unknown): string | null {
  if (isRecord(value)) return reasonIn(value.type ?? value.reason);
  if (value === undefined || value === null || value === false || value === "") return null;
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  return /^(?:|null|none)$/i.test(text) ? null : text;
}

/** Returns what a reason means; null for one that nobody here knows, which is never taken for success. */
export function endOf(reason: string): End | null {
  const bare = reason.toLowerCase().replace(/[^a-z]/g, "");
  return END_OF.get(bare) ?? END_OF.get(bare.replace(/^finishreason/, "")) ?? null;
}
