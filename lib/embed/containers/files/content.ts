import { readContainerFile } from "@/lib/containers/queries";
import { containerFileNotFound } from "@/lib/containers/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { Download } from "@/lib/http/download";
import { stored } from "../../storage";
import { requireContainer } from "../require-container";

/** The bytes as code left them: to be saved, and never drawn by a browser. */
export const getContainerFileContentRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/containers/:container_id/files/:file_id/content",
  async handle({ principal, params }) {
    const { id } = await requireContainer(principal, params.container_id);
    const bytes = await stored(readContainerFile(id, params.file_id ?? ""));
    if (!bytes) throw containerFileNotFound();
    return new Download(bytes, "application/octet-stream", "attachment");
  },
});
