import type { ApiRoute } from "@/lib/http/api-route";
import { createRun } from "./ag-ui/create";
import { createFix, createFixAsChat } from "./autofix/create";
import { createChatCompletion } from "./chat-completions/create";
import { createContainerRoute } from "./containers/create";
import { deleteContainerRoute } from "./containers/delete";
import { getContainerFileContentRoute } from "./containers/files/content";
import { createContainerFileRoute } from "./containers/files/create";
import { deleteContainerFileRoute } from "./containers/files/delete";
import { getContainerFileRoute } from "./containers/files/get";
import { listContainerFilesRoute } from "./containers/files/list";
import { getContainerRoute } from "./containers/get";
import { listContainersRoute } from "./containers/list";
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
import { createFileRoute } from "./files/create";
import { listFilesRoute } from "./files/list";
import { getFileRoute } from "./files/get";
import { deleteFileRoute } from "./files/delete";
import { getFileContentRoute } from "./files/content";
import { createTokenRoute } from "./frontend-tokens/create";
import { getModelRoute, listModelsRoute } from "./models/list";
import { createKeyRoute } from "./organization/create";
import { deleteKeyRoute } from "./organization/delete";
import { getKeyRoute } from "./organization/get";
import { listKeysRoute } from "./organization/list";
import { listProjectsRoute } from "./organization/projects";
import { rotateKeyRoute } from "./organization/rotate";
import { updateKeyRoute } from "./organization/update";
import { cancelResponseRoute } from "./responses/cancel";
import { compactResponseRoute } from "./responses/compact";
import { createResponseRoute } from "./responses/create";
import { deleteResponseRoute } from "./responses/delete";
import { getResponseRoute } from "./responses/get";
import { listInputItemsRoute } from "./responses/input-items";
import { countInputTokensRoute } from "./responses/input-tokens";
import { getReportRoute } from "./responses/report";
import { cancelBatchRoute } from "./vector-stores/batches/cancel";
import { createBatchRoute } from "./vector-stores/batches/create";
import { getBatchRoute, listBatchFilesRoute } from "./vector-stores/batches/get";
import { createStoreRoute } from "./vector-stores/create";
import { deleteStoreRoute } from "./vector-stores/delete";
import { getStoreFileContentRoute } from "./vector-stores/files/content";
import { addFileRoute } from "./vector-stores/files/create";
import { deleteStoreFileRoute } from "./vector-stores/files/delete";
import { getStoreFileRoute } from "./vector-stores/files/get";
import { listStoreFilesRoute } from "./vector-stores/files/list";
import { updateStoreFileRoute } from "./vector-stores/files/update";
import { getStoreRoute } from "./vector-stores/get";
import { listStoresRoute } from "./vector-stores/list";
import { searchStoreRoute } from "./vector-stores/search";
import { updateStoreRoute } from "./vector-stores/update";
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
  createFileRoute,
  listFilesRoute,
  getFileRoute,
  deleteFileRoute,
  getFileContentRoute,
  createStoreRoute,
  listStoresRoute,
  getStoreRoute,
  updateStoreRoute,
  deleteStoreRoute,
  searchStoreRoute,
  addFileRoute,
  listStoreFilesRoute,
  getStoreFileRoute,
  updateStoreFileRoute,
  deleteStoreFileRoute,
  getStoreFileContentRoute,
  createBatchRoute,
  getBatchRoute,
  cancelBatchRoute,
  listBatchFilesRoute,
  createContainerRoute,
  listContainersRoute,
  getContainerRoute,
  deleteContainerRoute,
  createContainerFileRoute,
  listContainerFilesRoute,
  getContainerFileRoute,
  deleteContainerFileRoute,
  getContainerFileContentRoute,
  createVisualization,
  createFix,
  createFixAsChat,
  createExport,
  createRun,
  createTokenRoute,
  listProjectsRoute,
  listKeysRoute,
  createKeyRoute,
  getKeyRoute,
  updateKeyRoute,
  deleteKeyRoute,
  rotateKeyRoute,
];
