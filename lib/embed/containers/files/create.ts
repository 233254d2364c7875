import { changeContainerFiles } from "@/lib/containers/mutations";
import { containerFull } from "@/lib/containers/refusals";
import { FILE_BYTES_MAX } from "@/lib/containers/schema";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { cleanFilename } from "../../files/file-name";
import { stored } from "../../storage";
import { toContainerFile } from "../encode";
import { toNewContainerFile } from "../file-source";
import { requireContainer } from "../require-container";
import { CreateContainerFileBody } from "../schema";

/** In the place of a file of the same name. */
export const createContainerFileRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/containers/:container_id/files",
  body: CreateContainerFileBody,
  fileBytesMax: () => FILE_BYTES_MAX,
  isFormOptional: true,
  async handle({ principal, params, body }) {
    const { id } = await requireContainer(principal, params.container_id);
    const file =
      "file_id" in body
        ? await toNewContainerFile(principal, body.file_id, "file_id")
        : { path: cleanFilename(body.file.filename), bytes: body.file.bytes, source: "user" as const };
    const [row] = await stored(changeContainerFiles(id, [file]));
    if (!row) throw containerFull();
    return toContainerFile(row);
  },
});
