/** The first bytes of the pictures that browsers draw and that hold no program. */
const PICTURES: readonly { type: string; begins: string; at?: number }[] = [
  { type: "image/png", begins: "\x89PNG\r\n\x1a\n" },
  { type: "image/jpeg", begins: "\xff\xd8\xff" },
  { type: "image/gif", begins: "GIF8" },
  { type: "image/webp", begins: "WEBP", at: 8 },
];

/** Returns the media type of a picture, told by its bytes; null for anything else. */
export function pictureType(bytes: Buffer): string | null {
  const head = bytes.toString("latin1", 0, 16);
  return PICTURES.find(({ begins, at = 0 }) => head.startsWith(begins, at))?.type ?? null;
}
