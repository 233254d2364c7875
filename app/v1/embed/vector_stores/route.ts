import { createStoreRoute } from "@/lib/embed/vector-stores/create";
import { listStoresRoute } from "@/lib/embed/vector-stores/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createStoreRoute, listStoresRoute]);
