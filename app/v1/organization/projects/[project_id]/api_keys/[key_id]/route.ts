import { deleteKeyRoute } from "@/lib/embed/organization/delete";
import { getKeyRoute } from "@/lib/embed/organization/get";
import { updateKeyRoute } from "@/lib/embed/organization/update";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([deleteKeyRoute, getKeyRoute, updateKeyRoute]);
