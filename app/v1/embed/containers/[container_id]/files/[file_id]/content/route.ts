import { getContainerFileContentRoute } from "@/lib/embed/containers/files/content";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([getContainerFileContentRoute]);
