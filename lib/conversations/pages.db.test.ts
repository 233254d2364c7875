import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { MessageItem } from "@/lib/generation/item";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { newActor } from "@/tests/keys/fixture";
import { addItems, deleteItem } from "./items/mutations";
import { listItems } from "./items/queries";
import { createConversation, deleteConversation } from "./mutations";
import type { Page, PageQuery } from "./page";
import { listConversations } from "./queries";

let principal: Principal;

beforeAll(async () => {
  const { workspaceId, userId } = await newActor();
  principal = { workspaceId, userId, via: { type: "key", keyId: "key_test", models: null } };
});

/** What happens between two pages: so many entries are added, then those at these places (modulo all there are) are deleted. */
const Between = fc.record({
  added: fc.nat({ max: 3 }),
  deleted: fc.array(fc.nat({ max: 100 }), { maxLength: 3 }),
  cursorToo: fc.boolean(),
});
const Walk = fc.record({
  begun: fc.nat({ max: 12 }),
  limit: fc.integer({ min: 1, max: 5 }),
  order: fc.constantFrom("asc" as const, "desc" as const),
  between: fc.array(Between, { maxLength: 12 }),
});

interface Store {
  add(count: number): Promise<string[]>;
  remove(id: string): Promise<unknown>;
  page(query: PageQuery): Promise<Page<{ id: string }>>;
}

/** What went wrong when someone paged through while entries came and went; nothing should. */
interface Faults {
  twice: string[];
  /** There all the time, and never shown. */
  missed: string[];
  /** Shown after they were deleted. */
  ghosts: string[];
  isInOrder: boolean;
}
const NONE: Faults = { twice: [], missed: [], ghosts: [], isInOrder: true };

async function walk(
  store: Store,
  { begun, limit, order, between }: typeof Walk extends fc.Arbitrary<infer Value> ? Value : never,
): Promise<Faults> {
  const ever = await store.add(begun);
  const first = [...ever];
  const gone = new Set<string>();
  const seen: string[] = [];
  const ghosts: string[] = [];
  let after: string | null = null;
  for (let step = 0; ; step++) {
    const { rows, hasMore }: Page<{ id: string }> = await store.page({ limit, order, after });
    if (rows.length > limit || (rows.length < limit && hasMore)) throw new Error("A page of the wrong size.");
    seen.push(...rows.map(({ id }) => id));
    ghosts.push(...rows.map(({ id }) => id).filter((id) => gone.has(id)));
    after = rows.at(-1)?.id ?? after;
    const { added, deleted, cursorToo } = between[step] ?? { added: 0, deleted: [], cursorToo: false };
    if (!hasMore) break;
    ever.push(...(await store.add(added)));
    const chosen = new Set([...deleted.map((place) => ever[place % ever.length] ?? ""), ...(cursorToo && after ? [after] : [])]);
    for (const id of chosen) {
      if (!gone.has(id)) await store.remove(id);
      gone.add(id);
    }
  }
  const inOrder = (order === "asc" ? ever : ever.toReversed()).filter((id) => seen.includes(id));
  return {
    twice: seen.filter((id, place) => seen.indexOf(id) < place),
    missed: first.filter((id) => !gone.has(id) && !seen.includes(id)),
    ghosts,
    isInOrder: seen.join() === inOrder.join(),
  };
}

describe("pages while entries come and go", { timeout: 60_000 }, () => {
  test("of items", async () => {
    await fc.assert(
      fc.asyncProperty(Walk, async (plan) => {
        const { id } = await createConversation(principal, { title: null, metadata: {}, items: [] });
        const add = async (count: number) => {
          if (count === 0) return [];
          const added = await addItems(principal, id, Array.from({ length: count }, said));
          return added.ok ? added.items.map((item) => item.id) : [];
        };
        const page = async (query: PageQuery) => {
          const result = await listItems(principal, id, query);
          if (typeof result === "string") throw new Error(result);
          return result;
        };
        expect(await walk({ add, page, remove: (item) => deleteItem(principal, id, item) }, plan)).toEqual(NONE);
      }),
      { numRuns: 15 },
    );
  });

  test("of conversations", async () => {
    await fc.assert(
      fc.asyncProperty(Walk, async (plan) => {
        const workspace = { ...principal, workspaceId: (await newActor()).workspaceId };
        const add = async (count: number) => {
          const ids: string[] = [];
          for (let i = 0; i < count; i++) {
            // Ids of one millisecond come in any order.
            await new Promise((resolve) => setTimeout(resolve, 2));
            ids.push((await createConversation(workspace, { title: null, metadata: {}, items: [] })).id);
          }
          return ids;
        };
        const page = async (query: PageQuery) => {
          const result = await listConversations(workspace, query);
          if (!result) throw new Error("The cursor is unknown.");
          return result;
        };
        expect(await walk({ add, page, remove: (id) => deleteConversation(workspace, id) }, plan)).toEqual(NONE);
      }),
      { numRuns: 10 },
    );
  });
});

function said(): MessageItem {
  return { type: "message", id: newId("msg"), role: "user", status: "completed", content: [{ type: "input_text", text: "x" }] };
}
