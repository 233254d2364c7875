import { z } from "zod/v4";
import { apiRoutes } from "@/lib/embed/routes";
import { KeyLimits } from "@/lib/embed/organization/schema";
import { ERRORS, type ErrorCode } from "@/lib/errors";
import { operationKey } from "./base";
import { ChatCompletion, ChatCompletionChunk } from "./chat-completion";
import { Conversation, ConversationList, DeletedConversation } from "./conversation";
import * as file from "./file";
import { FixCompletion } from "./fix-completion";
import { ContentPart, Item, ItemList, OutputItem } from "./item";
import { Model, ModelList } from "./model";
import { FrontendToken } from "./frontend-token";
import { operations } from "./operations";
import * as organization from "./organization";
import { Problem, ResponseReport } from "./report";
import { Compaction, DeletedResponse, InputTokens, Response } from "./response";
import { ResponseStreamEvent } from "./response-event";
import type { SchemaNames } from "./to-schema";

/** The body of every answer that is an error. */
const ErrorAnswer = z.object({
  error: z.object({
    message: z.string(),
    type: z.enum([...new Set(Object.values(ERRORS).map(({ type }) => type))]),
    param: z.string().nullable(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  }),
});

const ANSWERS: Record<string, z.ZodType> = {
  Error: ErrorAnswer,
  ChatCompletion,
  ChatCompletionChunk,
  FixCompletion,
  Problem,
  Model,
  ModelList,
  Response,
  ResponseStreamEvent,
  DeletedResponse,
  ResponseReport,
  InputTokens,
  Compaction,
  ContentPart,
  Item,
  ItemList,
  OutputItem,
  Conversation,
  ConversationList,
  DeletedConversation,
  File: file.FileResource,
  FileList: file.FileList,
  DeletedFile: file.DeletedFile,
  Container: file.ContainerResource,
  ContainerList: file.ContainerList,
  DeletedContainer: file.DeletedContainer,
  ContainerFile: file.ContainerFileResource,
  ContainerFileList: file.ContainerFileList,
  DeletedContainerFile: file.DeletedContainerFile,
  VectorStore: file.VectorStoreResource,
  VectorStoreList: file.VectorStoreList,
  DeletedVectorStore: file.DeletedStore,
  VectorStoreFile: file.VectorStoreFileResource,
  VectorStoreFileList: file.VectorStoreFileList,
  DeletedVectorStoreFile: file.DeletedStoreFile,
  FileBatch: file.FileBatch,
  FileContentPage: file.FileContentPage,
  SearchPage: file.SearchPage,
  ProjectList: organization.ProjectList,
  ApiKey: organization.ManagedKey,
  ApiKeyList: organization.ManagedKeyList,
  NewApiKey: organization.NewManagedKey,
  DeletedApiKey: organization.DeletedManagedKey,
  KeyLimits,
  FrontendToken,
};

/** The name of each schema of the document; a body is called after its operation. */
export function schemaNames(): SchemaNames {
  const names: SchemaNames = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) names.add(schema, { id });
  for (const route of apiRoutes) {
    const { body } = route;
    const operation = operations[operationKey(route)];
    if (operation && body && !names.has(body)) names.add(body, { id: `${operation.id[0]?.toUpperCase()}${operation.id.slice(1)}Body` });
  }
  return names;
}
