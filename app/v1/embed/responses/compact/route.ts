import { compactResponseRoute } from "@/lib/embed/responses/compact";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([compactResponseRoute]);
