import { expect, test } from "vitest";
import { FORM_BYTES_MAX } from "@/lib/auth/form-size";
import { MESSAGE_BYTES_MAX } from "@/lib/conversations/schema";
import { BODY_BYTES_MAX } from "@/lib/http/body";
import { sizeOf } from "./text-size";

test("a text is told by its rows and its bytes", () => {
  expect(sizeOf("a")).toBe("1 row, 1 byte");
  expect(sizeOf("größe\n".repeat(1_200))).toBe("1,200 rows, 9.6 KB");
  expect(sizeOf("x".repeat(2_000_000))).toBe("1 row, 2 MB");
});

test("the largest message leaves room in what the API and the pages take, and not much more", () => {
  const taken = Math.min(BODY_BYTES_MAX, FORM_BYTES_MAX);
  expect(MESSAGE_BYTES_MAX).toBeLessThan(taken);
  expect(MESSAGE_BYTES_MAX).toBeGreaterThan(taken * 0.95);
});
