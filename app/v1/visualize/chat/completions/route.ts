import { createVisualization } from "@/lib/embed/visualize/create";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createVisualization]);
