import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { createStore } from "@/lib/vector-stores/mutations";
import { stored } from "../storage";
import { toStoreFile } from "./decode";
import { toStore } from "./encode";
import { CreateStoreBody } from "./schema";

export const createStoreRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/vector_stores",
  body: CreateStoreBody,
  isBodyOptional: true,
  async handle({ principal, body }) {
    const { name, description, metadata, expires_after: expiry, file_ids: fileIds, chunking_strategy } = body;
    const store = {
      name: name ?? "",
      description: description ?? null,
      metadata: metadata ?? {},
      expiresDays: expiry?.days ?? null,
    };
    const files = (fileIds ?? []).map((id) => toStoreFile(id, { chunking_strategy }));
    return toStore(await stored(createStore(principal, store, files)));
  },
});
