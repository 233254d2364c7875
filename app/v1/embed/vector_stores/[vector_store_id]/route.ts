import { deleteStoreRoute } from "@/lib/embed/vector-stores/delete";
import { getStoreRoute } from "@/lib/embed/vector-stores/get";
import { updateStoreRoute } from "@/lib/embed/vector-stores/update";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([getStoreRoute, updateStoreRoute, deleteStoreRoute]);
