import { deleteConversationRoute } from "@/lib/embed/conversations/delete";
import { getConversationRoute } from "@/lib/embed/conversations/get";
import { updateConversationRoute } from "@/lib/embed/conversations/update";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([
  getConversationRoute,
  updateConversationRoute,
  deleteConversationRoute,
]);
