import { findContainerFile } from "@/lib/containers/queries";
import { containerFileNotFound } from "@/lib/containers/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../../storage";
import { toContainerFile } from "../encode";
import { requireContainer } from "../require-container";

export const getContainerFileRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/containers/:container_id/files/:file_id",
  async handle({ principal, params }) {
    const { id } = await requireContainer(principal, params.container_id);
    const file = await stored(findContainerFile(id, params.file_id ?? ""));
    if (!file) throw containerFileNotFound();
    return toContainerFile(file);
  },
});
