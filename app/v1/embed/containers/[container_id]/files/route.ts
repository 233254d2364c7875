import { createContainerFileRoute } from "@/lib/embed/containers/files/create";
import { listContainerFilesRoute } from "@/lib/embed/containers/files/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createContainerFileRoute, listContainerFilesRoute]);
