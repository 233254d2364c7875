import { deleteContainerRoute } from "@/lib/embed/containers/delete";
import { getContainerRoute } from "@/lib/embed/containers/get";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([deleteContainerRoute, getContainerRoute]);
