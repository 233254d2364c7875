import { createConversation } from "@/lib/conversations/mutations";
import { type ConversationRow, findConversation } from "@/lib/conversations/queries";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { inNameTurn } from "@/lib/idempotency/in-name-turn";
import { findCreated } from "@/lib/idempotency/queries";
import { type NamedRequest, toNamedRequest } from "@/lib/idempotency/schema";
import type { Principal } from "@/lib/principal";
import { stored } from "../storage";
import { toConversation } from "./encode";
import { decodeItems } from "./items/decode";
import { CreateConversationBody } from "./schema";

export const createConversationRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/conversations",
  body: CreateConversationBody,
  isBodyOptional: true,
  async handle({ principal, body, header, usage, signal }) {
    // Names are the workspace's, so a browser's could meet another's.
    const request = principal.endUser ? null : toNamedRequest(header("idempotency-key"), usage.endpoint, body);
    return toConversation(await inNameTurn(principal, request, signal, () => foundOrCreated(principal, request, body)));
  },
});

async function foundOrCreated(principal: Principal, request: NamedRequest | null, body: CreateConversationBody): Promise<ConversationRow> {
  const earlierId = request && (await stored(findCreated(principal, request)));
  const earlier = earlierId === null ? null : await stored(findConversation(principal, earlierId));
  if (earlier) return earlier;
  const items = await decodeItems(principal, body.items ?? []);
  const claim = request && { request, replaced: earlierId };
  const conversation = { title: body.title || null, metadata: body.metadata ?? {}, items };
  return stored(createConversation(principal, conversation, claim));
}
