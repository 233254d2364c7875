import { z } from "zod/v4";
import { apiRoutes } from "@/lib/embed/routes";
import { ERRORS } from "@/lib/errors";
import type { ApiRoute } from "@/lib/http/api-route";
import type { JsonSchema } from "@/lib/json-schema";
import { BASE, belowBase, operationKey, ROOT } from "./base";
import { schemaNames } from "./names";
import type { Operation } from "./operation";
import { operations } from "./operations";
import { type SchemaNames, toSchemas } from "./to-schema";

/** The OpenAPI 3.1 document of the API, made of the schemas that validate its requests. */
export function openApiDocument(): JsonSchema {
  const names = schemaNames();
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Vitrine",
      version: "1",
      summary: "An OpenAI-compatible API whose answers are live interface",
      description: "Every answer carries its request id in `x-request-id`. Every error has the same body.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: BASE }, { url: ROOT, description: "The same, for clients that expect this base" }],
    security: [{ apiKey: [] }],
    tags: ["Chat", "Responses", "Conversations", "Files", "Vector stores", "Containers", "Models", "Organization"].map((name) => ({
      name,
    })),
    paths: paths(names),
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key, made on the page Keys." } },
      schemas: toSchemas(names),
      responses: errorResponses(),
    },
  };
}

/** `/v1/embed/models/*id` → `/models/{id}`, below the server's own path. */
export function templatePath(path: string): string {
  return belowBase(path).replaceAll(/[:*](\w+)/g, "{$1}");
}

function paths(names: SchemaNames): Record<string, JsonSchema> {
  const described: Record<string, JsonSchema> = {};
  for (const route of apiRoutes) {
    const operation = operations[operationKey(route)];
    if (!operation) continue;
    const path = templatePath(route.path);
    const item = described[path] ?? (route.path.startsWith(`${BASE}/`) ? {} : { servers: [{ url: ROOT }] });
    described[path] = { ...item, [route.method.toLowerCase()]: describe(route, operation, names) };
  }
  return described;
}

function describe(route: ApiRoute, operation: Operation, names: SchemaNames): JsonSchema {
  const { id, tag, summary, description, answer, event, files = [] } = operation;
  const reference = (schema: z.ZodType): JsonSchema => ({ $ref: `#/components/schemas/${names.get(schema)?.id}` });
  const parameters = [...pathParameters(route.path), ...queryParameters(operation.query), ...headerParameters(operation.headers)];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: !route.isBodyOptional,
        content: { [route.isForm ? "multipart/form-data" : "application/json"]: { schema: reference(route.body) } },
      },
    }),
    responses: {
      200: {
        description: event ? "The answer, whole or as a stream" : "The answer",
        headers: { "x-request-id": { schema: { type: "string" }, description: "The id of this request" } },
        content: {
          ...(answer && { "application/json": { schema: reference(answer) } }),
          ...Object.fromEntries(files.map((type) => [type, {}])),
          ...(event && { "text/event-stream": { schema: reference(event) } }),
        },
      },
      ...Object.fromEntries(errorStatuses().map((status) => [status, { $ref: `#/components/responses/Error${status}` }])),
    },
  };
}

function pathParameters(path: string): JsonSchema[] {
  return [...path.matchAll(/[:*](\w+)/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

function queryParameters(query: z.ZodObject | undefined): JsonSchema[] {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }));
}

function headerParameters(headers: Record<string, string> = {}): JsonSchema[] {
  return Object.entries(headers).map(([name, description]) => ({ name, in: "header", description, schema: { type: "string" } }));
}

const errorStatuses = (): number[] => [...new Set(Object.values(ERRORS).map(({ status }) => status))].sort((a, b) => a - b);

function errorResponses(): Record<string, JsonSchema> {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  const describeStatus = (status: number): string =>
    Object.entries(ERRORS)
      .filter(([, error]) => error.status === status)
      .map(([code, { meaning }]) => `- \`${code}\`: ${meaning}`)
      .join("\n");
  return Object.fromEntries(errorStatuses().map((status) => [`Error${status}`, { description: describeStatus(status), content }]));
}
