import { findItems } from "@/lib/conversations/queries";
import { ApiError } from "@/lib/errors";
import type { StoredItem } from "@/lib/generation/item";
import { isApprovalRequest, isHostedItem } from "@/lib/generation/hosted-items";
import { toItems } from "@/lib/items/decode";
import type { ItemReference } from "@/lib/items/schema";
import type { Principal } from "@/lib/principal";
import { findDialogue, findResponseItems } from "@/lib/responses/queries";
import { previousResponseNotFound } from "@/lib/responses/refusals";
import type { ConnectionMemory } from "./connection-memory";
import type { CreateResponseBody } from "./schema";

// Postgres refuses NUL bytes; no id of an item looks otherwise.
const ITEM_ID = /^[\w-]{1,256}$/;

/** What a request goes on from, and what it adds to a history. */
export interface DialogueInput {
  /** The dialogue of the previous response; empty without one. */
  previous: StoredItem[];
  /** The request's own items behind `history`, references resolved. What the history has already is left out. Throws 400 for an unknown reference. */
  added: (history: readonly StoredItem[]) => StoredItem[];
}

type DialogueBody = Pick<CreateResponseBody, "input" | "previous_response_id">;

/** Reads what the database, or the connection's memory, knows of a request's dialogue. Throws `previous_response_not_found`. */
export async function readInput(principal: Principal, body: DialogueBody, memory: ConnectionMemory | null = null): Promise<DialogueInput> {
  const items = toItems(body.input, principal.workspaceId);
  const ids = items.flatMap((item) => (isMaybeKept(item) && ITEM_ID.test(item.id) ? [item.id] : []));
  const [previous, found] = await Promise.all([
    body.previous_response_id == null ? [] : readPrevious(principal, body.previous_response_id, memory),
    ids.length === 0 ? new Map<string, StoredItem>() : findReferenced(principal, ids),
  ]);
  return { previous, added: (history) => resolve(items, found, history) };
}

/**
 * What tools did here is kept with more than goes out: what the model read, and the numbers of its sources. So an item of theirs that comes
 * back is the one that is kept, where it still is; but not what was asked for, of which the very words that came back must be what they were.
 */
const isMaybeKept = (item: StoredItem | ItemReference): boolean => item.type === "item_reference" || isKeptWhole(item);
const isKeptWhole = (item: StoredItem | ItemReference): boolean => isHostedItem(item) && !isApprovalRequest(item);

async function readPrevious(principal: Principal, id: string, memory: ConnectionMemory | null): Promise<StoredItem[]> {
  const kept = memory?.find(id);
  if (kept) return [...kept.input, ...kept.output];
  const dialogue = await findDialogue(principal, id);
  if (!dialogue) throw previousResponseNotFound(id);
  if (dialogue.status === "completed" || dialogue.status === "incomplete") return dialogue.items;
  throw new ApiError(
    "invalid_value",
    `The previous response is ${dialogue.status.replace("_", " ")}; only one that has ended well can be continued.`,
    {
      param: "previous_response_id",
    },
  );
}

async function findReferenced(principal: Principal, ids: string[]): Promise<Map<string, StoredItem>> {
  const [ofConversations, ofResponses] = await Promise.all([findItems(principal, ids), findResponseItems(principal, ids)]);
  return new Map<string, StoredItem>([...ofConversations, ...ofResponses]);
}

function resolve(
  items: readonly (StoredItem | ItemReference)[],
  found: ReadonlyMap<string, StoredItem>,
  history: readonly StoredItem[],
): StoredItem[] {
  const known = new Set(history.map(({ id }) => id));
  return items.flatMap((item) => {
    if (item.type !== "item_reference") {
      const kept = isKeptWhole(item) ? found.get(item.id) : undefined;
      return [kept?.type === item.type ? kept : item];
    }
    if (known.has(item.id)) return [];
    const whole = found.get(item.id);
    if (!whole) throw unknownItem(item.id);
    known.add(item.id);
    return [whole];
  });
}

function unknownItem(id: string): ApiError {
  return new ApiError(
    "invalid_value",
    `Item with id '${id.slice(0, 100)}' not found. Items are not persisted when 'store' is set to false: send the item itself instead.`,
    { param: "input" },
  );
}
