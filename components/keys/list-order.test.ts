import { describe, expect, it } from "vitest";
import { orderKeys } from "@/components/keys/list-order";
import type { KeyState, KeyView } from "@/lib/keys/schema";

const ALL = { search: "", showRevoked: true };

function key(id: string, state: KeyState = "active", rotatedFrom: string | null = null): KeyView {
  const at = new Date(0);
  const never = {
    lastUsedAt: null,
    expiresAt: null,
    models: null,
    endpoints: null,
    limits: null,
    limitedAs: id,
    requests24h: 0,
    createdByName: "Owner",
    createdBy: { id: "usr_1", email: null, createdAt: new Date(0), role: "owner" as const },
  };
  return { id, name: `Name ${id}`, start: `vtr_live_${id}`, last4: "zzzz", createdAt: at, state, rotatedFrom, ...never };
}

const ids = (keys: KeyView[], filter = ALL) => orderKeys(keys, filter).map(({ key: { id }, replaced }) => (replaced ? `^${id}` : id));

describe("the order of the list", () => {
  it("keeps the order given", () => {
    expect(ids([key("c"), key("b"), key("a")])).toEqual(["c", "b", "a"]);
  });

  it("puts a key in its grace period under its successor, wherever it was", () => {
    expect(ids([key("new", "active", "old"), key("b"), key("old", "rotating")])).toEqual(["new", "^old", "b"]);
  });

  it("leaves a key in its grace period in its place when the successor is not shown", () => {
    expect(ids([key("new", "revoked", "old"), key("old", "rotating")], { search: "", showRevoked: false })).toEqual(["old"]);
  });

  it("does not move a predecessor that no longer works", () => {
    expect(ids([key("new", "active", "old"), key("b"), key("old", "revoked")])).toEqual(["new", "b", "old"]);
  });

  it("follows a chain of grace periods", () => {
    expect(ids([key("c", "active", "b"), key("b", "rotating", "a"), key("a", "rotating")])).toEqual(["c", "^b", "^a"]);
  });

  it("hides revoked keys unless asked for", () => {
    expect(ids([key("a"), key("b", "revoked")], { search: "", showRevoked: false })).toEqual(["a"]);
  });

  it("finds by name, start and last four, whatever the case", () => {
    expect(ids([key("a"), key("b")], { ...ALL, search: " NAME B" })).toEqual(["b"]);
    expect(ids([key("a"), key("b")], { ...ALL, search: "zzz" })).toEqual(["a", "b"]);
    expect(ids([key("a")], { ...ALL, search: "nothing" })).toEqual([]);
  });
});
