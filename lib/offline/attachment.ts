import type { MessageItem } from "@/lib/generation/item";
import type { UiNode } from "@/lib/genui/tree";
import { clipped } from "@/lib/text";
import { callout } from "./ui";

/** What came with a message: the text of files that are text, and names of what cannot be read. */
export interface Attachments {
  text: string;
  unread: string[];
}

const TEXT_TYPE = /^data:(?:text\/[\w.+-]+|application\/(?:json|csv|x-ndjson|x-csv|xml)|;|,)/i;
const TEXT_NAME = /\.(?:csv|tsv|json|jsonl|ndjson|md|markdown|txt|html?|log|ya?ml)$/i;
const PICTURE = "a picture";

/** Files of text, CSV, JSON and the like count as if they had been pasted; pictures and other files stay unread. */
export function readAttachments(item: MessageItem): Attachments {
  const texts: string[] = [];
  const unread: string[] = [];
  for (const part of item.content) {
    if (part.type === "input_image") unread.push(PICTURE);
    if (part.type !== "input_file") continue;
    const text = part.file_data === null ? null : textOfFile(part.file_data, part.filename);
    if (text === null) unread.push(part.filename === null ? "a file" : `the file “${clipped(part.filename, 80)}”`);
    else texts.push(text);
  }
  return { text: texts.join("\n"), unread };
}

function textOfFile(data: string, filename: string | null): string | null {
  const comma = data.indexOf(",");
  const head = data.slice(0, comma + 1);
  if (comma === -1 || !(TEXT_TYPE.test(head) || (filename !== null && TEXT_NAME.test(filename)))) return null;
  const body = data.slice(comma + 1);
  const text = /;base64,$/i.test(head) ? Buffer.from(body, "base64").toString("utf8") : unescaped(body);
  return text.includes("\uFFFD") ? null : text.replace(/^\uFEFF/, "");
}

function unescaped(body: string): string {
  try {
    return decodeURIComponent(body);
  } catch {
    return body;
  }
}

/** Says what of the message was not looked at. */
export function unreadNote(unread: string[]): UiNode {
  const pictures = unread.filter((name) => name === PICTURE).length;
  const what = [
    ...(pictures > 1 ? [`${pictures} pictures`] : pictures === 1 ? [PICTURE] : []),
    ...new Set(unread.filter((name) => name !== PICTURE)),
  ];
  return callout(
    "info",
    "Not looked at",
    `This message came with ${what.join(", ")}. The offline engine cannot see pictures and reads only files of text, CSV or JSON that are sent with the message.`,
  );
}
