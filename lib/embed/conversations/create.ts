import { createConversation } from "@/lib/conversations/mutations";
import { findConversation } from "@/lib/conversations/queries";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { findCreated } from "@/lib/idempotency/queries";
import { toNamedRequest } from "@/lib/idempotency/schema";
import { stored } from "../storage";
import { toConversation } from "./encode";
import { decodeItems } from "./items/decode";
import { CreateConversationBody } from "./schema";

export const createConversationRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/conversations",
  body: CreateConversationBody,
  isBodyOptional: true,
  async handle({ principal, body, header, usage }) {
    const request = toNamedRequest(header("idempotency-key"), usage.endpoint, body);
    const earlierId = request && (await stored(findCreated(principal, request)));
    const earlier = earlierId === null ? null : await stored(findConversation(principal, earlierId));
    if (earlier) return toConversation(earlier);
    const items = await decodeItems(principal, body.items ?? []);
    const claim = request && { request, replaced: earlierId };
    const conversation = { title: body.title || null, metadata: body.metadata ?? {}, items };
    return toConversation(await stored(createConversation(principal, conversation, claim)));
  },
});
