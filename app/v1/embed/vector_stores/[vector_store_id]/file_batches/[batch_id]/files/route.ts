import { listBatchFilesRoute } from "@/lib/embed/vector-stores/batches/get";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([listBatchFilesRoute]);
