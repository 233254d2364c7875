import { readFileSync } from "node:fs";
import type { ErrorObject } from "ajv";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export type Contract = "open-responses" | "openai-chat" | "openai-responses" | "openai-conversations" | "openai-models";

/** As much of an OpenAPI document as its readers here need. */
export interface ContractDocument {
  paths: Record<string, Record<string, ContractOperation>>;
  components: { schemas: Record<string, Record<string, unknown>>; securitySchemes?: unknown };
}

export interface ContractOperation {
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Record<string, unknown> }> };
  responses?: Record<string, { content?: Record<string, { schema?: Record<string, unknown> }> }>;
}

const ERRORS_SHOWN = 8;

const documents = new Map<Contract, ContractDocument>();
const validators = new Map<string, ValidateFunction>();
// The documents hold keywords of OpenAPI beside those of JSON Schema, and formats nobody defined.
const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, logger: false }));

/** A saved OpenAPI document, read once. */
export function contract(name: Contract): ContractDocument {
  const known = documents.get(name);
  if (known) return known;
  const document = JSON.parse(readFileSync(new URL(`${name}.openapi.json`, import.meta.url), "utf8")) as ContractDocument;
  // One of them carries a scheme that OpenAPI does not allow; no schema refers to it.
  delete document.components.securitySchemes;
  documents.set(name, document);
  ajv.addSchema(document, name);
  return document;
}

/** Throws, with the places that are wrong, unless `value` is what the contract's schema of that name describes. */
export function assertValid(name: Contract, schemaName: string, value: unknown): void {
  const key = `${name}#/components/schemas/${schemaName}`;
  const validate = validators.get(key) ?? compile(name, key);
  assertBy(validate, `a ${schemaName} of ${name}`, value);
}

/** Throws, with the places that are wrong, unless `value` passes; `what` says what it should have been. */
export function assertBy(validate: ValidateFunction, what: string, value: unknown): void {
  // What is undefined never reaches a client.
  const sent: unknown = JSON.parse(JSON.stringify(value));
  if (validate(sent)) return;
  throw new Error(`Not ${what}:\n${describe(validate.errors ?? [])}\n${JSON.stringify(sent).slice(0, 2_000)}`);
}

function compile(name: Contract, key: string): ValidateFunction {
  contract(name);
  const validate = ajv.compile({ $ref: key });
  validators.set(key, validate);
  return validate;
}

/** Of a union every branch complains: the deepest complaints are about the branch that was meant. */
function describe(errors: ErrorObject[]): string {
  return [...errors]
    .sort((a, b) => b.instancePath.length - a.instancePath.length)
    .slice(0, ERRORS_SHOWN)
    .map((error) => `  ${error.instancePath || "/"} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`)
    .join("\n");
}
