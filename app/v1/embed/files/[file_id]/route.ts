import { deleteFileRoute } from "@/lib/embed/files/delete";
import { getFileRoute } from "@/lib/embed/files/get";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([getFileRoute, deleteFileRoute]);
