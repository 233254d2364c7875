import { UnreadableFile } from "./document";

/** Returns the text of a file: of UTF-16 where a mark says so, else of UTF-8. Throws `UnreadableFile` for what is no text. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = markOf(bytes);
  if (encoding === "utf-8" && bytes.includes(0))
    throw new UnreadableFile("unsupported_file", "The file is no text, and of no other kind that can be read.");
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile("unsupported_file", "The file is no text in UTF-8 or UTF-16, and of no other kind that can be read.");
  }
  // Neither means anything in a text, and PostgreSQL takes no NUL.
  return text.replaceAll("\0", "").replace(/\r\n?/g, "\n");
}

function markOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}
