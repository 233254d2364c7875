import { listProjectsRoute } from "@/lib/embed/organization/projects";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([listProjectsRoute]);
