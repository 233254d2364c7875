import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { env } from "@/lib/env";
import type { CompactionItem, Item } from "@/lib/generation/item";
import { newId } from "@/lib/ids";

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const OPENED_BYTES_MAX = 268_435_456;

/**
 * Packs a dialogue into one item. It is a packing and no summary: nothing is lost, and a model reads all of it again once the
 * item comes back. The content is compressed, and sealed (AES-256-GCM under a key of this installation) for one workspace,
 * so that only this server opens it, only for that workspace, and only as it was made.
 */
export function pack(items: Item[], workspaceId: string): CompactionItem {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key(), iv).setAAD(Buffer.from(workspaceId));
  const sealed = Buffer.concat([cipher.update(deflateRawSync(JSON.stringify(items))), cipher.final()]);
  const encrypted_content = Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]).toString("base64url");
  return { type: "compaction", id: newId("cmp"), encrypted_content };
}

/** The dialogue that `pack` was given; null for what this server did not make, or made for another workspace. */
export function unpack(item: CompactionItem, workspaceId: string): Item[] | null {
  const bytes = Buffer.from(item.encrypted_content, "base64url");
  if (bytes.length <= 1 + IV_BYTES + TAG_BYTES || bytes[0] !== VERSION) return null;
  const [ivEnd, tagEnd] = [1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES];
  try {
    const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(1, ivEnd), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(workspaceId)).setAuthTag(bytes.subarray(ivEnd, tagEnd));
    const packed = Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: OPENED_BYTES_MAX }).toString("utf8")) as Item[];
  } catch {
    return null;
  }
}

function key(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "vitrine compaction item", 32));
}
