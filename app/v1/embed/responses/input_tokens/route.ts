import { countInputTokensRoute } from "@/lib/embed/responses/input-tokens";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([countInputTokensRoute]);
