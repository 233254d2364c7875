import { createBatchRoute } from "@/lib/embed/vector-stores/batches/create";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createBatchRoute]);
