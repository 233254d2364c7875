import { addFileRoute } from "@/lib/embed/vector-stores/files/create";
import { listStoreFilesRoute } from "@/lib/embed/vector-stores/files/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([addFileRoute, listStoreFilesRoute]);
