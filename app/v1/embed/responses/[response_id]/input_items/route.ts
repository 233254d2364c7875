import { listInputItemsRoute } from "@/lib/embed/responses/input-items";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([listInputItemsRoute]);
