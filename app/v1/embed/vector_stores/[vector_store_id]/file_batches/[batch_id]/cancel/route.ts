import { cancelBatchRoute } from "@/lib/embed/vector-stores/batches/cancel";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([cancelBatchRoute]);
