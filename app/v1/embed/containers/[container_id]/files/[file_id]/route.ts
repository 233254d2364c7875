import { deleteContainerFileRoute } from "@/lib/embed/containers/files/delete";
import { getContainerFileRoute } from "@/lib/embed/containers/files/get";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([deleteContainerFileRoute, getContainerFileRoute]);
