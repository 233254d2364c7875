import { getStoreFileContentRoute } from "@/lib/embed/vector-stores/files/content";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([getStoreFileContentRoute]);
