import { z } from "zod/v4";
import { apiRoutes } from "@/lib/embed/routes";
import { ChatCompletion, ChatCompletionChunk } from "./chat-completion";
import { ErrorAnswer } from "./error-answer";
import { Model, ModelList } from "./model";
import { operations } from "./operations";
import type { SchemaNames } from "./to-schema";

const ANSWERS: Record<string, z.ZodType> = { Error: ErrorAnswer, ChatCompletion, ChatCompletionChunk, Model, ModelList };

/** The name of each schema of the document; a body is called after its operation. */
export function schemaNames(): SchemaNames {
  const names: SchemaNames = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) names.add(schema, { id });
  for (const { method, path, body } of apiRoutes) {
    const operation = operations[`${method} ${path}`];
    if (operation && body && !names.has(body)) names.add(body, { id: `${operation.id[0]?.toUpperCase()}${operation.id.slice(1)}Body` });
  }
  return names;
}
