import type { ApiRoute } from "@/lib/http/api-route";
import { createChatCompletion } from "./chat-completions/create";
import { getModelRoute, listModelsRoute } from "./models/list";

/** Every endpoint of the API. */
export const apiRoutes: readonly ApiRoute[] = [createChatCompletion, listModelsRoute, getModelRoute];
