import { searchStoreRoute } from "@/lib/embed/vector-stores/search";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([searchStoreRoute]);
