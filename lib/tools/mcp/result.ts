import type { CallToolResult } from "@modelcontextprotocol/client";

/** A picture that a tool answered with. */
export interface ResultPicture {
  mediaType: string;
  base64: string;
}

/** What a call came to. */
export interface McpOutcome {
  /** For the item and the model alike: texts as they are, a line for everything else. */
  text: string;
  pictures: ResultPicture[];
  /** The tool ran and says that it failed: what it said, as `mcp_tool_execution_error` has it. Null when it did not fail. */
  failed: { type: "mcp_tool_execution_error"; content: { type: "text"; text: string }[] } | null;
}

const PICTURES_MAX = 4;
const PICTURE_TYPES = /^image\/(png|jpeg|gif|webp)$/;
const ERROR_CHARS_MAX = 4_000;

/**
 * Reads the answer of a tool. Links are named and never followed; bytes are described. What is not of the protocol any more is left out.
 * An answer without a text speaks by its structured content.
 */
export function readResult({ content, structuredContent, isError }: CallToolResult): McpOutcome {
  const lines: string[] = [];
  const pictures: ResultPicture[] = [];
  for (const block of content) {
    if (block.type === "text") lines.push(block.text);
    else if (block.type === "image") {
      lines.push(`[${block.mimeType}, ${inKilobytes(block.data)}]`);
      if (PICTURE_TYPES.test(block.mimeType) && pictures.length < PICTURES_MAX)
        pictures.push({ mediaType: block.mimeType, base64: block.data });
    } else if (block.type === "audio") lines.push(`[${block.mimeType}, ${inKilobytes(block.data)}]`);
    else if (block.type === "resource_link") lines.push(`[${block.title ?? block.name}](${block.uri})`);
    else if (block.type === "resource") lines.push(resourceLine(block.resource));
  }
  const hasText = content.some(({ type }) => type === "text");
  if (structuredContent !== undefined && !hasText) lines.push(JSON.stringify(structuredContent));
  const text = defused(lines.join("\n"));
  return { text, pictures, failed: isError ? failedWith(text) : null };
}

function failedWith(text: string): McpOutcome["failed"] {
  return { type: "mcp_tool_execution_error", content: [{ type: "text", text: text.slice(0, ERROR_CHARS_MAX) }] };
}

function resourceLine(resource: { uri: string; mimeType?: string | undefined; text?: string; blob?: string }): string {
  if (typeof resource.text === "string") return resource.text;
  return `[${resource.uri}, ${resource.mimeType ?? "bytes"}, ${inKilobytes(resource.blob ?? "")}]`;
}

function inKilobytes(base64: string): string {
  return `${Math.max(1, Math.round((base64.length * 3) / 4 / 1_024))} KB`;
}

// What would change how a text is read without being seen: direction marks, invisible letters, tags, controls but tab and line ends.
const INVISIBLE = /(?![\n\r\t])\p{Cc}|[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** Returns a stranger's text with nothing unseen in it, and with nothing that an answer's own envelope could be taken for. */
export function defused(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(/<(?=\/?(?:content|context|custom_markdown|artifact|thinkitem)\b)/gi, "‹")
    .replaceAll("]]>openui:", "]]› openui:");
}
