import { createKeyRoute } from "@/lib/embed/organization/create";
import { listKeysRoute } from "@/lib/embed/organization/list";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createKeyRoute, listKeysRoute]);
