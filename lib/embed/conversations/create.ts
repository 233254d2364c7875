import { createConversation } from "@/lib/conversations/mutations";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../storage";
import { toConversation } from "./encode";
import { decodeItems } from "./items/decode";
import { CreateConversationBody } from "./schema";

export const createConversationRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/conversations",
  body: CreateConversationBody,
  isBodyOptional: true,
  async handle({ principal, body }) {
    const items = await decodeItems(principal, body.items ?? []);
    return toConversation(await stored(createConversation(principal, { title: body.title || null, metadata: body.metadata ?? {}, items })));
  },
});
