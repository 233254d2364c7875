import { listFiles } from "@/lib/files/queries";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toList } from "../list";
import { readQuery } from "../query";
import { stored } from "../storage";
import { unknownCursor } from "../unknown-cursor";
import { toFile } from "./encode";
import { FileListQuery } from "./schema";

export const listFilesRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/files",
  async handle({ principal, query }) {
    const { limit, order, after = null, purpose = null } = readQuery(FileListQuery, query);
    const page = await stored(listFiles(principal, { limit, order, after, purpose }));
    if (!page) throw unknownCursor();
    return toList(page.rows.map(toFile), page.hasMore);
  },
});
