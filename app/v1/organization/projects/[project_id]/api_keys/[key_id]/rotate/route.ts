import { rotateKeyRoute } from "@/lib/embed/organization/rotate";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([rotateKeyRoute]);
