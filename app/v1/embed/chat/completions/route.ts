import { createChatCompletion } from "@/lib/embed/chat-completions/create";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([createChatCompletion]);
