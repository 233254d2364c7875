import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

interface RingKey {
  id: string;
  key: Buffer;
}

/**
 * Encrypts a secret: AES-256-GCM with a key of its own, which is encrypted by the first key of the ring. `context` must be the same
 * to open it, so that a secret can't be moved to another row.
 */
export function seal(secret: string, context: string, ring: readonly RingKey[] = keyRing()): Uint8Array<ArrayBuffer> {
  const [current] = ring;
  if (!current) throw new Error("The key ring is empty.");
  const id = Buffer.from(current.id);
  const head = Buffer.concat([Buffer.from([VERSION, id.length]), id]);
  const dataKey = randomBytes(KEY_BYTES);
  const bound = Buffer.concat([head, Buffer.from(context)]);
  return new Uint8Array(Buffer.concat([head, encrypt(current.key, dataKey, bound), encrypt(dataKey, Buffer.from(secret), bound)]));
}

/** Null when the key that sealed it is not in the ring any more, or when it was changed or belongs to another context. */
export function open(sealed: Uint8Array, context: string, ring: readonly RingKey[] = keyRing()): string | null {
  const bytes = Buffer.from(sealed);
  const headEnd = 2 + (bytes[1] ?? 0);
  const key = ring.find(({ id }) => id === bytes.subarray(2, headEnd).toString());
  if (bytes[0] !== VERSION || !key) return null;
  const bound = Buffer.concat([bytes.subarray(0, headEnd), Buffer.from(context)]);
  const wrappedEnd = headEnd + IV_BYTES + TAG_BYTES + KEY_BYTES;
  try {
    const dataKey = decrypt(key.key, bytes.subarray(headEnd, wrappedEnd), bound);
    return decrypt(dataKey, bytes.subarray(wrappedEnd), bound).toString();
  } catch {
    return null;
  }
}

/** The keys of ENCRYPTION_KEYS, the first of which encrypts; then one made of AUTH_SECRET, so that nothing need be set. */
export function keyRing({ ENCRYPTION_KEYS, AUTH_SECRET } = env()): RingKey[] {
  const derived = Buffer.from(hkdfSync("sha256", AUTH_SECRET, "", "vitrine provider keys", KEY_BYTES));
  return [...ENCRYPTION_KEYS, { id: "auth-secret", key: derived }];
}

function encrypt(key: Buffer, plain: Buffer, bound: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(bound);
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
}

function decrypt(key: Buffer, bytes: Buffer, bound: Buffer): Buffer {
  const tagEnd = IV_BYTES + TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound).setAuthTag(bytes.subarray(IV_BYTES, tagEnd));
  return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
}
