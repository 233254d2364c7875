import { findFile } from "@/lib/files/queries";
import { fileNotFound } from "@/lib/files/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../storage";
import { toFile } from "./encode";

export const getFileRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/files/:file_id",
  async handle({ principal, params }) {
    const file = await stored(findFile(principal, params.file_id ?? ""));
    if (!file) throw fileNotFound();
    return toFile(file);
  },
});
