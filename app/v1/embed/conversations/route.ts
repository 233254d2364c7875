import { createConversationRoute } from "@/lib/embed/conversations/create";
import { listConversationsRoute } from "@/lib/embed/conversations/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createConversationRoute, listConversationsRoute]);
