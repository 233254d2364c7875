import { createContainerRoute } from "@/lib/embed/containers/create";
import { listContainersRoute } from "@/lib/embed/containers/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createContainerRoute, listContainersRoute]);
