import { createTokenRoute } from "@/lib/embed/frontend-tokens/create";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createTokenRoute]);
