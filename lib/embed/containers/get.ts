import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toContainer } from "./encode";
import { requireContainer } from "./require-container";

export const getContainerRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/containers/:container_id",
  handle: async ({ principal, params }) => toContainer(await requireContainer(principal, params.container_id)),
});
