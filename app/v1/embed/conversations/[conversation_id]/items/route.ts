import { createItemsRoute } from "@/lib/embed/conversations/items/create";
import { listItemsRoute } from "@/lib/embed/conversations/items/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createItemsRoute, listItemsRoute]);
