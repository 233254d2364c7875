import { deleteContainer } from "@/lib/containers/mutations";
import { containerNotFound } from "@/lib/containers/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { endPython } from "@/lib/tools/code-interpreter/pool";
import { stored } from "../storage";

export const deleteContainerRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/containers/:container_id",
  async handle({ principal, params }) {
    const id = params.container_id ?? "";
    if (!(await stored(deleteContainer(principal, id)))) throw containerNotFound();
    endPython(id);
    return { id, object: "container.deleted", deleted: true };
  },
});
