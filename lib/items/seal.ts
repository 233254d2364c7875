import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { env } from "@/lib/env";

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const OPENED_BYTES_MAX = 268_435_456;

/** What a seal is for; one kind never opens as another. */
export type SealPurpose = "compaction" | "reasoning" | "approval";

/**
 * A JSON value as opaque text: compressed, and sealed (AES-256-GCM under a key of this installation) for one workspace, so that only
 * this server opens it, only for that workspace, and only as it was made.
 */
export function seal(value: unknown, purpose: SealPurpose, workspaceId: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key(purpose), iv).setAAD(Buffer.from(workspaceId));
  const sealed = Buffer.concat([cipher.update(deflateRawSync(JSON.stringify(value))), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** The value that `seal` was given; undefined for text that it did not make, or made for another purpose or workspace. */
export function unseal(text: string, purpose: SealPurpose, workspaceId: string): unknown {
  const packed = open(text, purpose, workspaceId);
  if (packed === null) return undefined;
  try {
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: OPENED_BYTES_MAX }).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Whether `seal` made the text for that purpose and workspace; at a small part of what reading the value costs. */
export function isSealed(text: string, purpose: SealPurpose, workspaceId: string): boolean {
  return open(text, purpose, workspaceId) !== null;
}

function open(text: string, purpose: SealPurpose, workspaceId: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  const [ivEnd, tagEnd] = [1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES];
  if (bytes.length <= tagEnd || bytes[0] !== VERSION) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key(purpose), bytes.subarray(1, ivEnd), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(workspaceId)).setAuthTag(bytes.subarray(ivEnd, tagEnd));
    return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
  } catch {
    return null;
  }
}

function key(purpose: SealPurpose): Buffer {
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", `vitrine ${purpose} item`, 32));
}
