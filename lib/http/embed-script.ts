import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ApiError } from "@/lib/errors";
import { type Answer, errorAnswer } from "./answer";
import { CORS_HEADERS } from "./cors";

/** What the build wrote. */
const FILE = ["dist", "embed.js"];

let script: Promise<{ text: string; tag: string }> | null = null;

/**
 * The answer of `GET /embed.js`, which draws answers in pages of other sites: for anyone and from any origin. Browsers ask again after five
 * minutes, and get it again only when it has changed.
 */
export async function embedScriptAnswer(knownTags: string | null): Promise<Answer> {
  script ??= read();
  try {
    const { text, tag } = await script;
    const headers = {
      ...CORS_HEADERS,
      "content-type": "text/javascript; charset=utf-8",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=300",
      etag: tag,
    };
    const isKnown = knownTags?.includes(tag) ?? false;
    return { status: isKnown ? 304 : 200, headers, body: isKnown ? null : text };
  } catch (cause) {
    script = null;
    return errorAnswer(new ApiError("internal_error", "The server has no embed.js: build it again with npm start.", { cause }));
  }
}

async function read(): Promise<{ text: string; tag: string }> {
  const text = await readFile(join(process.cwd(), ...FILE), "utf8");
  return { text, tag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}
