import type { ApiRoute } from "@/lib/http/api-route";
import { createFix, createFixAsChat } from "./autofix/create";
import { createChatCompletion } from "./chat-completions/create";
import { createConversationRoute } from "./conversations/create";
import { deleteConversationRoute } from "./conversations/delete";
import { getConversationRoute } from "./conversations/get";
import { createItemsRoute } from "./conversations/items/create";
import { deleteItemRoute } from "./conversations/items/delete";
import { getItemRoute } from "./conversations/items/get";
import { listItemsRoute } from "./conversations/items/list";
import { listConversationsRoute } from "./conversations/list";
import { updateConversationRoute } from "./conversations/update";
import { createExport } from "./export/create";
import { getModelRoute, listModelsRoute } from "./models/list";
import { cancelResponseRoute } from "./responses/cancel";
import { compactResponseRoute } from "./responses/compact";
import { createResponseRoute } from "./responses/create";
import { deleteResponseRoute } from "./responses/delete";
import { getResponseRoute } from "./responses/get";
import { listInputItemsRoute } from "./responses/input-items";
import { countInputTokensRoute } from "./responses/input-tokens";
import { getReportRoute } from "./responses/report";
import { createVisualization } from "./visualize/create";

/** Every endpoint of the API. */
export const apiRoutes: readonly ApiRoute[] = [
  createChatCompletion,
  listModelsRoute,
  getModelRoute,
  createConversationRoute,
  listConversationsRoute,
  getConversationRoute,
  updateConversationRoute,
  deleteConversationRoute,
  createItemsRoute,
  listItemsRoute,
  getItemRoute,
  deleteItemRoute,
  createResponseRoute,
  getResponseRoute,
  deleteResponseRoute,
  cancelResponseRoute,
  listInputItemsRoute,
  getReportRoute,
  countInputTokensRoute,
  compactResponseRoute,
  createVisualization,
  createFix,
  createFixAsChat,
  createExport,
];
