import { deleteStoreFileRoute } from "@/lib/embed/vector-stores/files/delete";
import { getStoreFileRoute } from "@/lib/embed/vector-stores/files/get";
import { updateStoreFileRoute } from "@/lib/embed/vector-stores/files/update";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([
  getStoreFileRoute,
  updateStoreFileRoute,
  deleteStoreFileRoute,
]);
