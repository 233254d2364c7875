import type { FileDeleted } from "openai/resources/files";
import { deleteFile } from "@/lib/files/mutations";
import { fileNotFound } from "@/lib/files/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../storage";

/** It is gone from every vector store too. */
export const deleteFileRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/files/:file_id",
  async handle({ principal, params }) {
    const id = params.file_id ?? "";
    if (!(await stored(deleteFile(principal, id)))) throw fileNotFound();
    return { id, object: "file", deleted: true } satisfies FileDeleted;
  },
});
