/** Kinds of pictures that hold nothing but points, by what their bytes begin with. */
const KINDS: readonly { type: string; begins: (bytes: Buffer) => boolean }[] = [
  { type: "image/png", begins: (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) },
  { type: "image/jpeg", begins: (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { type: "image/gif", begins: (bytes) => /^GIF8[79]a/.test(bytes.toString("latin1", 0, 6)) },
  { type: "image/webp", begins: (bytes) => /^RIFF[^]{4}WEBP/.test(bytes.toString("latin1", 0, 12)) },
];
const HEAD = /^data:image\/[a-z.+-]{1,20};base64,/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** So many characters hold the bytes that a kind begins with. */
const BEGINNING_CHARS = 24;

/**
 * Returns a data URL of a picture of points, with the type that its bytes have, whatever it said; null for every other one. A drawing
 * (SVG) is none: it can hold addresses and programs.
 */
export function rasterPicture(url: string): string | null {
  const head = HEAD.exec(url)?.[0];
  if (head === undefined) return null;
  const data = url.slice(head.length);
  if (!BASE64.test(data)) return null;
  const bytes = Buffer.from(data.slice(0, BEGINNING_CHARS), "base64");
  const type = pictureType(bytes);
  return type === null ? null : `data:${type};base64,${data}`;
}

/** Returns the media type of a picture of points, told by the bytes that it begins with; null for anything else. */
export function pictureType(bytes: Buffer): string | null {
  return KINDS.find(({ begins }) => begins(bytes))?.type ?? null;
}
