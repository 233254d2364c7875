import { ApiError } from "@/lib/errors";
import type { Sheet } from "@/lib/export/sheet";
import { unfold } from "@/lib/export/unfold";
import type { Principal } from "@/lib/principal";
import { findResponse } from "@/lib/responses/queries";
import { responseNotFound } from "@/lib/responses/refusals";
import type { ResponseResource } from "../responses/resource";
import { stored } from "../storage";
import type { ExportBody } from "./schema";

const DEFAULT_LANGUAGE = "en";
const DEFAULT_TITLE = "Answer";

interface Answer {
  text: string;
  model: string | null;
  createdAt: Date;
  /** The parameter it came by. */
  param: "content" | "response_id";
}

/** The sheet that a body asks for. Throws 404 for a response that is not there, 400 for an answer in which there is nothing to show. */
export async function decode(principal: Principal, body: ExportBody): Promise<Sheet> {
  const answer = await readAnswer(principal, body);
  const unfolded = unfold(answer.text);
  if (!unfolded) throw new ApiError("invalid_value", "There is nothing to show in this answer.", { param: answer.param });
  const { response, header, heading } = unfolded;
  const language = body.language ?? DEFAULT_LANGUAGE;
  const given = body.title?.trim() ?? "";
  const title = given || header?.title || heading || DEFAULT_TITLE;
  const other = header?.title === title ? null : (header?.title ?? null);
  return {
    response,
    title,
    subtitle: [other, header?.subtitle].filter(Boolean).join(": ") || null,
    date: new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(answer.createdAt),
    model: answer.model,
    language,
    theme: body.theme ?? "light",
  };
}

async function readAnswer(principal: Principal, { content, response_id: id, model }: ExportBody): Promise<Answer> {
  if (typeof id !== "string") return { text: content ?? "", model: model ?? null, createdAt: new Date(), param: "content" };
  const row = await stored(findResponse(principal, id));
  if (!row) throw responseNotFound();
  const resource = row.body as ResponseResource;
  const texts = resource.output.flatMap((item) => (item.type === "message" ? item.content : [])).map(textOf);
  return { text: texts.join("\n"), model: model ?? resource.model, createdAt: row.createdAt, param: "response_id" };
}

function textOf(part: { type: string; text?: string; refusal?: string }): string {
  return part.text ?? part.refusal ?? "";
}
