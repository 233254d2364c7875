import { listModelsRoute } from "@/lib/embed/models/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([listModelsRoute]);
