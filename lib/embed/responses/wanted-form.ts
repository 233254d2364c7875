import { parseThesysMetadata } from "@/lib/genui/library/metadata";
import { asMarkdown } from "@/lib/genui/as-markdown";
import { MarkdownBody } from "@/lib/http/markdown-body";
import type { OutputItem } from "@/lib/generation/item";
import type { WantedFormat } from "../answer-format";
import type { ResponseResource } from "./resource";

/** Returns a response of words alone as these, for who prefers them; calls, refusals and JSON stay in the response. */
export function inWantedForm(response: ResponseResource, { asked, isMarkdownPreferred }: WantedFormat): object {
  const format = asked ?? parseThesysMetadata(response.metadata.thesys).format ?? "markdown";
  if (!isMarkdownPreferred || format !== "markdown" || response.text.format.type !== "text") return response;
  const items = response.output.filter((item) => item.type !== "reasoning");
  const parts = items.flatMap((item) => (item.type === "message" ? item.content : [null]));
  const texts = parts.flatMap((part) => (part?.type === "output_text" ? [part.text] : []));
  return texts.length === 0 || texts.length < parts.length ? response : new MarkdownBody(texts.join("\n\n"));
}

/** Returns a stored response in the form that reading it asks for: interface in words where Markdown is wanted. What was asked for as JSON stays. */
export async function readInWantedForm(response: ResponseResource, wanted: WantedFormat): Promise<object> {
  const ui = parseThesysMetadata(response.metadata.thesys);
  const format = wanted.asked ?? ui.format ?? (wanted.isMarkdownPreferred ? "markdown" : "ui");
  if (format !== "markdown" || ui.format === "markdown" || response.text.format.type !== "text") return inWantedForm(response, wanted);
  const { model, instructions } = response;
  const output: OutputItem[] = [];
  for (const item of response.output)
    output.push(item.type === "message" ? { ...item, content: await Promise.all(item.content.map(toWords)) } : item);
  return inWantedForm({ ...response, output }, wanted);

  async function toWords(part: OutputPart): Promise<OutputPart> {
    return part.type === "output_text" ? { ...part, text: await asMarkdown(part.text, { model, ui, instructions }) } : part;
  }
}

type OutputPart = Extract<OutputItem, { type: "message" }>["content"][number];
