import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "@/lib/redact";
import { hashSecret, isSecret, mintSecret, secretHint } from "./secret";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

test("a minted secret has the published form, is accepted, and is never minted twice", () => {
  const secrets = Array.from({ length: 1_000 }, mintSecret);
  for (const secret of secrets) {
    expect(secret).toMatch(/^vtr_live_[0-9A-Za-z]{49}$/);
    expect(isSecret(secret)).toBe(true);
  }
  expect(new Set(secrets).size).toBe(secrets.length);
});

test("the checksum is the CRC-32 of all that stands before it, so that others can check it", () => {
  // The textbook bit-by-bit CRC, so that the test shares no code with the source.
  const body = `vtr_live_${"0".repeat(43)}`;
  let crc = 0xffffffff;
  for (const byte of Buffer.from(body)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let rest = BigInt((crc ^ 0xffffffff) >>> 0);
  let digits = "";
  for (let i = 0; i < 6; i++, rest /= 62n) digits = ALPHABET.charAt(Number(rest % 62n)) + digits;
  expect(isSecret(body + digits)).toBe(true);
});

test("no mutant of one substitution or one transposition is accepted", () => {
  let mutants = 0;
  for (let round = 0; round < 30; round++) {
    const secret = mintSecret();
    for (let i = 0; i < secret.length; i++) {
      for (const character of ALPHABET) {
        if (character === secret[i]) continue;
        mutants++;
        expect(isSecret(secret.slice(0, i) + character + secret.slice(i + 1))).toBe(false);
      }
      const [a, b] = [secret[i], secret[i + 1]];
      if (a === undefined || b === undefined || a === b) continue;
      expect(isSecret(secret.slice(0, i) + b + a + secret.slice(i + 2))).toBe(false);
    }
  }
  expect(mutants).toBeGreaterThan(100_000);
}, 30_000);

test("no other text is accepted", () => {
  const wellFormed = fc.array(fc.constantFrom(...ALPHABET), { minLength: 49, maxLength: 49 }).map((all) => `vtr_live_${all.join("")}`);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), wellFormed), (text) => !isSecret(text)),
    { numRuns: 20_000 },
  );
  const secret = mintSecret();
  for (const text of [
    "",
    `${secret}\n`,
    ` ${secret}`,
    `${secret}0`,
    secret.slice(0, -1),
    secret.toUpperCase(),
    secret.replace("live", "test"),
  ]) {
    expect(isSecret(text)).toBe(false);
  }
});

test("every character of the alphabet is equally likely", () => {
  const counts = new Map<string, number>();
  const secrets = 5_000;
  for (let i = 0; i < secrets; i++)
    for (const character of mintSecret().slice(9, 52)) counts.set(character, (counts.get(character) ?? 0) + 1);
  const expected = (secrets * 43) / 62;
  const chiSquared = [...ALPHABET].reduce((sum, character) => sum + ((counts.get(character) ?? 0) - expected) ** 2 / expected, 0);
  // 61 degrees of freedom: above 130 happens less than once in a million runs, a modulo bias of random bytes gives thousands.
  expect(chiSquared).toBeLessThan(130);
});

test("the digest is the plain SHA-256, and the hint leaves more than 200 bits unknown", () => {
  const secret = mintSecret();
  expect(hashSecret(secret)).toBe(createHash("sha256").update(secret).digest("hex"));
  const { start, last4 } = secretHint(secret);
  expect(secret.startsWith(start) && secret.endsWith(last4)).toBe(true);
  expect([start.length, last4.length]).toEqual([13, 4]);
});

test("the log's redaction removes a secret but leaves its hint", () => {
  const secret = mintSecret();
  expect(redact(`key ${secret}.`)).toBe("key [redacted].");
  expect(redact(secretHint(secret).start)).toBe(secretHint(secret).start);
});
