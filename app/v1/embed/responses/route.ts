import { createResponseRoute } from "@/lib/embed/responses/create";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createResponseRoute]);
