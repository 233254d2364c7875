import { apiRoutes } from "@/lib/embed/routes";
import { webHandlers } from "@/lib/http/web-transport";

// The short paths (/v1/chat/completions), and a 404 in the API's own form for everything else.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers(apiRoutes);
