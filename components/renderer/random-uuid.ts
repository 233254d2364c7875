type Uuid = ReturnType<Crypto["randomUUID"]>;

// Browsers have no `crypto.randomUUID` in a page that comes over plain HTTP from another machine, and charts call it all the same.
if (typeof crypto !== "undefined" && !("randomUUID" in crypto)) Object.defineProperty(crypto, "randomUUID", { value: randomUuid });

/** Returns a UUID of version 4, of the randomness that every page has. */
function randomUuid(): Uuid {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6);
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
