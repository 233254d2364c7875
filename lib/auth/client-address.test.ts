import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address";

describe("clientAddress", () => {
  test("with no trusted proxy, the header is ignored whatever it says", () => {
    expect(clientAddress("10.0.0.9", "1.1.1.1, 2.2.2.2", 0)).toBe("10.0.0.9");
  });

  test("each trusted hop counts from the right; what the client wrote on the left is ignored", () => {
    expect(clientAddress("10.0.0.9", "6.6.6.6, 203.0.113.7", 1)).toBe("203.0.113.7");
    expect(clientAddress("10.0.0.9", "6.6.6.6, 203.0.113.7, 10.0.0.2", 2)).toBe("203.0.113.7");
  });

  test("a header that is missing, short or no address falls back to the socket", () => {
    expect(clientAddress("10.0.0.9", null, 1)).toBe("10.0.0.9");
    expect(clientAddress("10.0.0.9", "203.0.113.7", 2)).toBe("10.0.0.9");
    expect(clientAddress("10.0.0.9", "6.6.6.6, not-an-address", 1)).toBe("10.0.0.9");
    expect(clientAddress("10.0.0.9", "a".repeat(100_000), 1)).toBe("10.0.0.9");
    expect(clientAddress(undefined, undefined, 0)).toBeNull();
  });

  test("an IPv4-mapped address is its IPv4 address", () => {
    expect(clientAddress("::ffff:127.0.0.1", null, 0)).toBe("127.0.0.1");
    expect(clientAddress("::1", "2001:DB8::1", 1)).toBe("2001:db8::1");
  });
});
