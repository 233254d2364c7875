import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MessageItem } from "@/lib/generation/item";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { newActor } from "@/tests/keys/fixture";
import { conversationItems, findItems } from "../queries";
import { appendToConversation, lockConversation, releaseConversation } from "./mutations";

const LEASE_MS = 60_000;

let alice: Principal;
let bob: Principal;
let id: string;

// Opens the connections one after the other: on a busy machine 10 at once may take longer than they are waited for.
beforeAll(async () => {
  for (let count = 1; count <= 10; count++)
    await Promise.all(Array.from({ length: count }, () => prisma().$queryRaw`SELECT pg_sleep(0.02)::text`));
});

beforeEach(async () => {
  [alice, bob] = await Promise.all([newPrincipal(), newPrincipal()]);
  id = newId("conv");
  await prisma().conversation.create({ data: { id, workspaceId: alice.workspaceId } });
});

describe("lockConversation", () => {
  test("of 20 that ask at once, one gets it", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => lock(`resp_${i}`)));
    expect(results.toSorted()).toEqual([...Array(19).fill("busy"), "locked"]);
  });

  test("the one that has it may take it again; whoever waits gets it after the release", async () => {
    expect([await lock("resp_a"), await lock("resp_a"), await lock("resp_b")]).toEqual(["locked", "locked", "busy"]);
    await releaseConversation(prisma(), id, "resp_b");
    expect(await lock("resp_b")).toBe("busy");
    await releaseConversation(prisma(), id, "resp_a");
    expect(await lock("resp_b")).toBe("locked");
  });

  test("a lease that ran out keeps nobody out; of 20 that ask at once, one gets it", async () => {
    expect(await lock("resp_dead", -1)).toBe("locked");
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => lock(`resp_${i}`)));
    expect(results.filter((result) => result === "locked")).toHaveLength(1);
    expect(await lock("resp_dead")).toBe("busy");
  });

  test("a lock in a transaction that is undone was never taken", async () => {
    const undone = prisma().$transaction(async (tx) => {
      expect(await lockConversation(tx, alice, id, "resp_a", LEASE_MS)).toBe("locked");
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(await lock("resp_b")).toBe("locked");
  });

  test.each(["conv_unknown", "", "conv_\0", "x'; --", "__proto__"])("not_found: %j", async (unknown) => {
    expect(await lockConversation(prisma(), alice, unknown, "resp_a", LEASE_MS)).toBe("not_found");
    expect(await conversationItems(alice, unknown)).toBeNull();
  });

  test("not_found: another workspace's conversation, locked or not", async () => {
    expect(await lockConversation(prisma(), bob, id, "resp_b", LEASE_MS)).toBe("not_found");
    await lock("resp_a");
    expect(await lockConversation(prisma(), bob, id, "resp_b", LEASE_MS)).toBe("not_found");
    expect(await conversationItems(bob, id)).toBeNull();
  });
});

describe("appendToConversation", () => {
  test("20 at once: each one's items stay together and in order, and nothing is lost", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(`resp_${i}`, [said(`${i}.0`), said(`${i}.1`), said(`${i}.2`)])));
    const said3 = await texts();
    expect(said3).toHaveLength(60);
    for (let i = 0; i < 60; i += 3) {
      const turn = said3[i]?.split(".")[0];
      expect(said3.slice(i, i + 3)).toEqual([`${turn}.0`, `${turn}.1`, `${turn}.2`]);
    }
    const rows = await prisma().conversationItem.findMany({ where: { conversationId: id }, orderBy: { position: "asc" } });
    expect(rows.map(({ position }) => position)).toEqual([...Array(60).keys()]);
  });

  test("gives the conversation free, but only its own lock", async () => {
    await lock("resp_a");
    await append("resp_other", [said("late")]);
    expect(await lock("resp_b")).toBe("busy");
    await append("resp_a", [said("in time")]);
    expect(await lock("resp_b")).toBe("locked");
  });

  test("an id that is there already, or twice in the list, becomes a new one", async () => {
    const item = said("one");
    await append("resp_a", [item]);
    await append("resp_b", [item, { ...said("two"), id: "msg_x" }, { ...said("three"), id: "msg_x" }]);
    const items = await conversationItems(alice, id);
    expect(items?.map((one) => one.id)).toEqual([
      item.id,
      expect.not.stringMatching(item.id),
      "msg_x",
      expect.stringMatching(/^msg_\w{24}$/),
    ]);
    expect(await texts()).toEqual(["one", "one", "two", "three"]);
  });

  test("keeps whatever a model wrote, be it no character at all", async () => {
    const odd = said("NUL \0, half a pair \ud83c, \u2028");
    await append("resp_a", [odd]);
    expect(await conversationItems(alice, id)).toEqual([odd]);
  });

  test("a conversation deleted meanwhile stays deleted", async () => {
    await lock("resp_a");
    await prisma().conversation.delete({ where: { id } });
    await append("resp_a", [said("late")]);
    expect(await conversationItems(alice, id)).toBeNull();
    expect(await prisma().conversationItem.count({ where: { conversationId: id } })).toBe(0);
  });

  test("deletion and append at once: either nothing is left or the append came too late", async () => {
    await Promise.all([append("resp_a", [said("a")]), prisma().conversation.deleteMany({ where: { id } }), append("resp_b", [said("b")])]);
    expect(await prisma().conversationItem.count({ where: { conversationId: id } })).toBe(0);
  });
});

test("findItems finds items of every conversation of the workspace, and nobody else's", async () => {
  const mine = said("mine");
  const gone = said("gone");
  await append("resp_a", [mine, gone]);
  await prisma().conversationItem.update({
    where: { conversationId_id: { conversationId: id, id: gone.id } },
    data: { deletedAt: new Date(), item: {} },
  });
  expect(await findItems(alice, [mine.id, gone.id, "msg_unknown"])).toEqual(new Map([[mine.id, mine]]));
  expect(await findItems(bob, [mine.id])).toEqual(new Map());
  expect(await findItems(alice, [])).toEqual(new Map());
});

const lock = (responseId: string, leaseMs = LEASE_MS) => lockConversation(prisma(), alice, id, responseId, leaseMs);
const append = (responseId: string, items: MessageItem[]) =>
  prisma().$transaction((tx) => appendToConversation(tx, id, responseId, items), { maxWait: 15_000, timeout: 15_000 });

function said(text: string): MessageItem {
  return { type: "message", id: newId("msg"), role: "user", status: "completed", content: [{ type: "input_text", text }] };
}

async function texts(): Promise<string[]> {
  const items = await conversationItems(alice, id);
  return (items ?? []).map((item) => (item as MessageItem).content.map((part) => (part as { text: string }).text).join());
}

async function newPrincipal(): Promise<Principal> {
  const { workspaceId, userId } = await newActor();
  return { workspaceId, userId, via: { type: "key", keyId: "key_test", models: null } };
}
