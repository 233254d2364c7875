import { createRun } from "@/lib/embed/ag-ui/create";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createRun]);
