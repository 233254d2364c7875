import { randomBytes } from "node:crypto";

const BLOCK_BYTES = 32;

/** Random text that makes the text that is sent and itself as long as the next multiple of a block, so that sizes say little about it. */
export function randomPadding(sent: string): string {
  const length = BLOCK_BYTES - (Buffer.byteLength(JSON.stringify(sent)) % BLOCK_BYTES);
  return randomBytes(length).toString("base64url").slice(0, length);
}
