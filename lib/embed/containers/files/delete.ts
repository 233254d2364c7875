import { deleteContainerFile } from "@/lib/containers/mutations";
import { containerFileNotFound } from "@/lib/containers/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../../storage";
import { requireContainer } from "../require-container";

/** Code that runs after it does not find the file any more. */
export const deleteContainerFileRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/containers/:container_id/files/:file_id",
  async handle({ principal, params }) {
    const container = await requireContainer(principal, params.container_id);
    const id = params.file_id ?? "";
    if (!(await stored(deleteContainerFile(container.id, id)))) throw containerFileNotFound();
    return { id, object: "container.file.deleted", deleted: true };
  },
});
