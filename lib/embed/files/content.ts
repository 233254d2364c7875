import { findFile, readFileBytes } from "@/lib/files/queries";
import { fileNotFound } from "@/lib/files/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { Download } from "@/lib/http/download";
import { stored } from "../storage";

/** The bytes as they came. They are a stranger's, so that no browser is to take them for anything but a file to be saved. */
export const getFileContentRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/files/:file_id/content",
  async handle({ principal, params }) {
    const file = await stored(findFile(principal, params.file_id ?? ""));
    const bytes = file && (await stored(readFileBytes(file)));
    if (!file || !bytes) throw fileNotFound();
    return new Download(bytes, "application/octet-stream", `attachment; filename*=UTF-8''${encoded(file.filename)}`);
  },
});

/** What `encodeURIComponent` leaves as it is and the header does not allow. */
function encoded(filename: string): string {
  return encodeURIComponent(filename).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
