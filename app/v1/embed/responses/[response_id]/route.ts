import { deleteResponseRoute } from "@/lib/embed/responses/delete";
import { getResponseRoute } from "@/lib/embed/responses/get";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([getResponseRoute, deleteResponseRoute]);
