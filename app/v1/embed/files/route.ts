import { createFileRoute } from "@/lib/embed/files/create";
import { listFilesRoute } from "@/lib/embed/files/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createFileRoute, listFilesRoute]);
