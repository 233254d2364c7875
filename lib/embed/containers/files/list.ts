import { listContainerFiles } from "@/lib/containers/queries";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toList } from "../../list";
import { ListQuery } from "../../list-query";
import { readQuery } from "../../query";
import { stored } from "../../storage";
import { unknownCursor } from "../../unknown-cursor";
import { toContainerFile } from "../encode";
import { requireContainer } from "../require-container";

export const listContainerFilesRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/containers/:container_id/files",
  async handle({ principal, params, query }) {
    const { id } = await requireContainer(principal, params.container_id);
    const { limit, order, after = null } = readQuery(ListQuery, query);
    const page = await stored(listContainerFiles(id, { limit, order, after }));
    if (!page) throw unknownCursor();
    return toList(page.rows.map(toContainerFile), page.hasMore);
  },
});
