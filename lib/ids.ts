import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** What an id stands for; the wire prefixes follow OpenAI's. */
export type IdPrefix =
  | "usr"
  | "ins"
  | "ses"
  | "lnk"
  | "inv"
  | "key"
  | "aud"
  | "req"
  | "chatcmpl"
  | "resp"
  | "conv"
  | "msg"
  | "fc"
  | "mcpl"
  | "mcp"
  | "mcpr"
  | "mcpa"
  | "ws"
  | "ims"
  | "fs"
  | "ci"
  | "rs"
  | "cmp"
  | "call"
  | "fix"
  | "mcps"
  | "file"
  | "vs"
  | "vsfb"
  | "cntr"
  | "cfile"
  | "shp";

const HYPHENATED: ReadonlySet<IdPrefix> = new Set(["chatcmpl", "file"]);

// The system is asked for many at once, since a call costs more than what it brings. Each is used once and then forgotten.
const randoms = new Uint8Array(4_096);
let usedCount = randoms.length;

function nextRandom(): number {
  if (usedCount === randoms.length) {
    randomFillSync(randoms);
    usedCount = 0;
  }
  const byte = randoms[usedCount] as number;
  randoms[usedCount++] = 0;
  return byte;
}

/** `length` characters of base 62, without modulo bias. */
export function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    const byte = nextRandom();
    if (byte < 248) text += ALPHABET[byte % 62];
  }
  return text;
}

/**
 * A new id: the prefix, 8 characters of time in milliseconds (so ids of one kind sort by creation) and 95 random bits.
 * A hyphen or an underscore stands where OpenAI has it.
 */
export function newId(prefix: IdPrefix): string {
  return `${prefix}${HYPHENATED.has(prefix) ? "-" : "_"}${timeBase62(Date.now())}${randomBase62(16)}`;
}

/** When `newId` made the id; null for text that is no id of the kind. */
export function timeOfId(prefix: IdPrefix, id: string): Date | null {
  const [, name, time = ""] = /^([a-z]+)[-_]([0-9A-Za-z]{8})[0-9A-Za-z]{16}$/.exec(id) ?? [];
  if (name !== prefix) return null;
  return new Date([...time].reduce((ms, character) => ms * 62 + ALPHABET.indexOf(character), 0));
}

function timeBase62(ms: number): string {
  let text = "";
  for (let rest = ms, i = 0; i < 8; i++, rest = Math.floor(rest / 62)) text = ALPHABET[rest % 62] + text;
  return text;
}

// Anything may stand in an address or a body, NUL bytes too, which Postgres refuses.
const CONVERSATION_ID = /^conv_[0-9A-Za-z]{1,59}$/;
const RESPONSE_ID = /^resp_[0-9A-Za-z]{1,59}$/;
const FILE_ID = /^file-[0-9A-Za-z]{1,59}$/;
const STORE_ID = /^vs_[0-9A-Za-z]{1,59}$/;
const BATCH_ID = /^vsfb_[0-9A-Za-z]{1,59}$/;
const ITEM_ID = /^[\w-]{1,256}$/;

/** Returns whether this can be the id of a conversation at all. */
export function isConversationId(id: string): boolean {
  return CONVERSATION_ID.test(id);
}

/** Returns whether this can be the id of a response at all. */
export function isResponseId(id: string): boolean {
  return RESPONSE_ID.test(id);
}

/** Returns whether this can be the id of an item at all; clients may choose their own. */
export function isItemId(id: string): boolean {
  return ITEM_ID.test(id);
}

/** Returns whether this can be the id of a file at all. */
export function isFileId(id: string): boolean {
  return FILE_ID.test(id);
}

/** Returns whether this can be the id of a vector store at all. */
export function isStoreId(id: string): boolean {
  return STORE_ID.test(id);
}

/** Returns whether this can be the id of a container at all. */
export function isContainerId(id: string): boolean {
  return timeOfId("cntr", id) !== null;
}

/** Returns whether this can be the id of a batch of files at all. */
export function isBatchId(id: string): boolean {
  return BATCH_ID.test(id);
}
