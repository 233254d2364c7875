import { isRecord } from "@/lib/json";
import { listIn, textIn } from "./read";

/** What a piece of an answer says, in its order. */
export type Said = { type: "text" | "reasoning" | "refusal"; text: string } | { type: "picture"; url: string };

/** The names under which servers send what a model thinks, the most common first. Some send the same text under two. */
export const REASONING_FIELDS = ["reasoning_content", "reasoning", "reasoning_text", "thinking"] as const;
export type ReasoningField = (typeof REASONING_FIELDS)[number];

/** The first field that holds a thought, and the thought. */
export function reasoningIn(delta: Record<string, unknown>): { field: ReasoningField; text: string } | null {
  for (const field of REASONING_FIELDS) {
    const text = thoughtIn(delta[field]);
    if (text !== "") return { field, text };
  }
  return null;
}

/** A thought as text, or as an object or a list of parts that hold some. */
function thoughtIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(thoughtIn).join("");
  if (!isRecord(value)) return "";
  return thoughtIn(value.text ?? value.thinking ?? value.content ?? value.reasoning ?? value.summary);
}

/** What a message or a piece of one says besides its thoughts and calls. */
export function saidIn(delta: Record<string, unknown>): Said[] {
  const refusal = textIn(delta.refusal);
  return [
    ...contentOf(delta.content),
    ...(refusal === "" ? [] : [{ type: "refusal" as const, text: refusal }]),
    ...listIn(delta.images).flatMap(picturesIn),
  ];
}

/** Content as text, as parts, as one part, or as the object itself that was asked for as JSON. */
function contentOf(value: unknown): Said[] {
  if (Array.isArray(value)) return value.flatMap(contentOf);
  if (!isRecord(value)) return said("text", textIn(value));
  if (Array.isArray(value.parts)) return contentOf(value.parts);
  return isPart(value) ? partOf(value) : said("text", JSON.stringify(value));
}

const isPart = (value: Record<string, unknown>): boolean =>
  typeof value.type === "string" || "text" in value || Object.keys(value).length === 0;

/** A part of a kind that nobody knows says nothing. */
function partOf(part: Record<string, unknown>): Said[] {
  const type = typeof part.type === "string" ? part.type : "text";
  if (/think|reason/.test(type)) return said("reasoning", thoughtIn(part));
  if (type === "refusal") return said("refusal", textIn(part.refusal ?? part.text));
  if (/image/.test(type)) return picturesIn(part);
  if (/text/.test(type)) return said("text", textIn(isRecord(part.text) ? part.text.value : part.text));
  return [];
}

const said = (type: "text" | "reasoning" | "refusal", text: string): Said[] => (text === "" ? [] : [{ type, text }]);

/** A picture as an address or as bytes, which may be named in many ways. */
function picturesIn(value: unknown): Said[] {
  if (typeof value === "string") return pictureAt(value);
  if (!isRecord(value)) return [];
  const { image_url: address, url, b64_json: bytes, data, source, image, mime_type: mime, media_type: media } = value;
  for (const inner of [address, source, image]) if (isRecord(inner) || typeof inner === "string") return picturesIn(inner);
  if (typeof url === "string") return pictureAt(url);
  const base64 = textIn(bytes ?? data);
  return base64 === "" ? [] : pictureAt(`data:${textIn(mime ?? media) || "image/png"};base64,${base64}`);
}

/** Only what may be a picture's address: bytes of an image type, or a page's. */
function pictureAt(url: string): Said[] {
  const isPicture = /^data:image\/[a-z.+-]{1,20}[;,]/i.test(url) || /^https?:\/\/\S{1,2000}$/i.test(url);
  return isPicture ? [{ type: "picture", url }] : [];
}
