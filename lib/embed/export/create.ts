import { exportAnswer } from "@/lib/export/export-answer";
import { attachment, fileName } from "@/lib/export/file-name";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { Download } from "@/lib/http/download";
import { decode } from "./decode";
import { ExportBody } from "./schema";

const TYPES = { pdf: "application/pdf", html: "text/html; charset=utf-8" };

/** An answer as a file. */
export const createExport: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/export",
  body: ExportBody,
  async handle({ principal, body, signal, usage }) {
    usage.model = body.model ?? null;
    const sheet = await decode(principal, body);
    const bytes = await exportAnswer(sheet, body.format, signal);
    return new Download(bytes, TYPES[body.format], attachment(fileName(sheet.title, body.format)));
  },
});
