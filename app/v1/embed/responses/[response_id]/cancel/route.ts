import { cancelResponseRoute } from "@/lib/embed/responses/cancel";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([cancelResponseRoute]);
