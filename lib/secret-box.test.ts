import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { open, seal } from "./secret-box";

const key = (id: string) => ({ id, key: randomBytes(32) });
const SECRET = "sk-provider-0123456789";

describe("a sealed secret", () => {
  test("opens with its key and its context, and holds nothing readable", () => {
    const ring = [key("a")];
    const sealed = seal(SECRET, "provider:openai", ring);
    expect(open(sealed, "provider:openai", ring)).toBe(SECRET);
    expect(Buffer.from(sealed).toString("latin1")).not.toContain("provider-0123");
    expect(seal(SECRET, "provider:openai", ring)).not.toEqual(sealed);
  });

  test("does not open in another row, without its key, or with a key of the same name", () => {
    const ring = [key("a")];
    const sealed = seal(SECRET, "provider:openai", ring);
    expect(open(sealed, "provider:google", ring)).toBeNull();
    expect(open(sealed, "provider:openai", [key("b")])).toBeNull();
    expect(open(sealed, "provider:openai", [key("a")])).toBeNull();
  });

  test("opens after a new key was put first", () => {
    const old = key("old");
    const sealed = seal(SECRET, "c", [old]);
    expect(open(sealed, "c", [key("new"), old])).toBe(SECRET);
  });

  test("with any byte changed, or cut anywhere, does not open and does not throw", () => {
    const ring = [key("a")];
    const sealed = seal(SECRET, "c", ring);
    for (let i = 0; i < sealed.length; i++) {
      const changed = sealed.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(open(changed, "c", ring)).toBeNull();
      expect(open(sealed.slice(0, i), "c", ring)).toBeNull();
    }
  });
});
