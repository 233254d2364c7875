import { deleteItemRoute } from "@/lib/embed/conversations/items/delete";
import { getItemRoute } from "@/lib/embed/conversations/items/get";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([getItemRoute, deleteItemRoute]);
