import { Ajv2020 } from "ajv/dist/2020.js";
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { operationKey } from "@/lib/openapi/base";
import { openApiDocument, templatePath } from "@/lib/openapi/document";
import { operations } from "@/lib/openapi/operations";
import { type Contract, contract, type ContractDocument, type ContractOperation } from "./assert-valid";

const document = openApiDocument() as ContractDocument & Record<string, unknown>;
const METHODS = ["get", "post", "put", "patch", "delete"];

const operationsOf = (paths: ContractDocument["paths"]): [id: string, operation: ContractOperation][] =>
  Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [[`${method} ${path}`, item[method]] satisfies [string, ContractOperation]] : [])),
  );
/** Names of path parameters are nobody's business but ours. */
const nameless = (id: string): string => id.replaceAll(/\{\w+\}/g, "{}");

describe("the document describes what is there", () => {
  test("every route has an operation, and every operation a route", () => {
    expect(Object.keys(operations).sort()).toEqual(apiRoutes.map(operationKey).sort());
  });

  test("every path has a route file, and every route file a path", () => {
    const files = readdirSync("app/v1", { recursive: true, encoding: "utf8" })
      // What catches all other paths has none of its own.
      .filter((file) => file.endsWith("/route.ts") && !file.startsWith("[...path]/"))
      .map((file) => `/v1/${file.slice(0, -"/route.ts".length)}`.replaceAll(/\[\.\.\.(\w+)\]/g, "*$1").replaceAll(/\[(\w+)\]/g, ":$1"));
    expect([...new Set(apiRoutes.map(({ path }) => path))].sort()).toEqual(files.sort());
  });

  test("a route that takes a body says so, with a schema", () => {
    for (const { method, path, body, isBodyOptional } of apiRoutes) {
      const operation = document.paths[templatePath(path)]?.[method.toLowerCase()];
      expect(Boolean(operation?.requestBody)).toBe(body !== null);
      expect(operation?.requestBody?.required).toBe(body ? !isBodyOptional : undefined);
    }
    expect(document.paths["/conversations"]?.post?.requestBody?.required).toBe(false);
  });
});

describe("the document is sound", () => {
  test("every reference leads somewhere, every schema is used, and ids of operations are unique", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);
    const isThere = (path: string) => path.split("/").reduce<unknown>((at, key) => Object(at)[key], document) !== undefined;
    expect(references.filter((path) => !isThere(path))).toEqual([]);
    expect(Object.keys(document.components.schemas).filter((name) => !references.includes(`components/schemas/${name}`))).toEqual([]);
    const ids = operationsOf(document.paths).map(([, operation]) => Reflect.get(operation, "operationId"));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("every schema is one of the 2020-12 dialect", { timeout: 60_000 }, () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false, validateFormats: false });
    ajv.addVocabulary(["components", "schemas", "responses", "securitySchemes"]);
    ajv.addSchema({ $id: "document", components: document.components }, "document", undefined, false);
    for (const name of Object.keys(document.components.schemas)) ajv.compile({ $ref: `document#/components/schemas/${name}` });
    expect(document).toMatchObject({ openapi: "3.1.0", info: { title: expect.any(String), version: expect.any(String) } });
  });

  test("every part of a path is a parameter, and every answer has a description", () => {
    for (const [id, operation] of operationsOf(document.paths)) {
      const named = [...id.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters?.filter((parameter) => parameter.in === "path").map(({ name }) => name) ?? []).toEqual(named);
      expect(Object.keys(operation.responses ?? {})).toEqual(expect.arrayContaining(["200", "400", "403", "404", "500"]));
    }
  });
});

const CONTRACTS: Contract[] = ["open-responses", "openai-chat", "openai-responses", "openai-conversations", "openai-models"];

describe.each(CONTRACTS)("the document covers %s", (name) => {
  const ours = new Map(operationsOf(document.paths).map(([id, operation]) => [nameless(id), operation]));
  const theirs = operationsOf(contract(name).paths);

  test.each(theirs)("%s", (id, wanted) => {
    const operation = ours.get(nameless(id));
    expect(operation).toBeDefined();
    const queries = (of: ContractOperation | undefined) =>
      (of?.parameters ?? []).filter((one) => one.in === "query").map((one) => one.name);
    expect(queries(operation)).toEqual(expect.arrayContaining(queries(wanted)));
    const known = bodyParameters(document, operation);
    expect(bodyParameters(contract(name), wanted).filter((parameter) => !known.includes(parameter))).toEqual([]);
  });
});

/** The parameters of an operation's body, whichever way the schema puts them together. */
function bodyParameters(whole: ContractDocument, operation: ContractOperation | undefined): string[] {
  const schema = operation?.requestBody?.content["application/json"]?.schema;
  return schema ? propertiesOf(whole, schema) : [];
}

function propertiesOf(whole: ContractDocument, schema: Record<string, unknown>): string[] {
  const reference = typeof schema.$ref === "string" ? whole.components.schemas[schema.$ref.split("/").at(-1) ?? ""] : undefined;
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => (schema[key] ?? []) as Record<string, unknown>[]);
  const inner = [...parts, ...(reference ? [reference] : [])].flatMap((part) => propertiesOf(whole, part));
  return [...new Set([...Object.keys(schema.properties ?? {}), ...inner])];
}
