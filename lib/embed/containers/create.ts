import { createContainer } from "@/lib/containers/mutations";
import { ApiError } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { whyNot } from "@/lib/tools/code-interpreter/sandbox";
import { stored } from "../storage";
import { toContainer } from "./encode";
import { toNewContainerFile } from "./file-source";
import { CreateContainerBody } from "./schema";

export const createContainerRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/containers",
  body: CreateContainerBody,
  async handle({ principal, body }) {
    const reason = await whyNot();
    if (reason !== null) throw new ApiError("tool_not_configured", reason);
    const { name, expires_after: expiry, file_ids: ids } = body;
    const files = await Promise.all((ids ?? []).map((id) => toNewContainerFile(principal, id, "file_ids")));
    const container = { name, expiresMinutes: expiry?.minutes };
    return toContainer(await stored(createContainer(principal, container, files)));
  },
});
