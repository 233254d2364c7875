import { listContainers } from "@/lib/containers/queries";
import { isExpired } from "@/lib/containers/schema";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toList } from "../list";
import { readQuery } from "../query";
import { stored } from "../storage";
import { unknownCursor } from "../unknown-cursor";
import { toContainer } from "./encode";
import { ContainerListQuery } from "./schema";

export const listContainersRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/containers",
  async handle({ principal, query }) {
    const { limit, order, after = null, name = null } = readQuery(ContainerListQuery, query);
    const page = await stored(listContainers(principal, { limit, order, after, name }));
    if (!page) throw unknownCursor();
    const entries = page.rows.map((row) => ({ ...toContainer(row), status: isExpired(row) ? "expired" : "running" }));
    return toList(entries, page.hasMore);
  },
});
