import { strFromU8 } from "fflate";
import { readCsv } from "./csv";
import { type ReadDocument, TEXT_CHARS_MAX, tooMuchText, UnreadableFile } from "./document";
import { decodeText } from "./decode";
import { readHtml } from "./html";
import { readMarkdown, readPlain } from "./plain";

/** Where a PDF says what it is, at the latest. */
const PDF_MARK_WITHIN = 1_024;

/**
 * Resolves to what a file holds. What kind it is, its bytes say first; its name only tells texts apart. Throws `UnreadableFile`.
 */
export async function readBytes(bytes: Uint8Array, filename: string): Promise<ReadDocument> {
  if (bytes.length === 0) throw new UnreadableFile("invalid_file", "The file is empty.");
  const document = await readKind(bytes, filename.toLowerCase().split(".").at(-1) ?? "");
  const chars = document.blocks.reduce((sum, { text }) => sum + text.length, 0);
  if (chars > TEXT_CHARS_MAX) throw tooMuchText();
  if (chars === 0) throw new UnreadableFile("invalid_file", "The file holds no text.");
  return document;
}

async function readKind(bytes: Uint8Array, extension: string): Promise<ReadDocument> {
  const start = strFromU8(bytes.subarray(0, PDF_MARK_WITHIN), true);
  if (start.includes("%PDF-")) return (await import("./pdf")).readPdf(bytes);
  if (start.startsWith("PK\u0003\u0004")) return (await import("./docx")).readDocx(bytes);
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0"))
    throw new UnreadableFile("unsupported_file", "Old or encrypted Office files can't be read: save the file as .docx or PDF.");
  if (start.startsWith("{\\rtf")) throw new UnreadableFile("unsupported_file", "RTF can't be read: save the file as .docx or PDF.");
  const text = decodeText(bytes);
  if (/^\s*<(?:!doctype html|html)\b/i.test(text) || extension === "html" || extension === "htm") return readHtml(text);
  if (extension === "md" || extension === "markdown" || extension === "mdx") return readMarkdown(text);
  if (extension === "csv" || extension === "tsv" || extension === "tab") return readCsv(text);
  return readPlain(extension === "json" ? spread(text) : text);
}

/** JSON in one line has nowhere to be cut: it is written out, when it is JSON. */
function spread(text: string): string {
  if (text.split("\n").some((line) => line.length > 2_000)) {
    try {
      return JSON.stringify(JSON.parse(text), null, 1);
    } catch {
      return text;
    }
  }
  return text;
}
