import { isRecord } from "@/lib/json";
import { openApiDocument } from "./document";

/** A member of a body, with its own members as far as they are shown. */
export interface Member {
  name: string;
  type: string;
  isRequired: boolean;
  description: string | null;
  members: Member[];
}

/** An endpoint as the reference shows it. */
export interface OperationReference {
  id: string;
  tag: string;
  method: string;
  /** Below the server's own address. */
  path: string;
  summary: string;
  description: string | null;
  parameters: Member[];
  body: Member[];
  answer: Member[];
}

/** How deep members are shown; the document itself has all of them. */
const DEPTH_MAX = 2;
const METHODS = ["get", "post", "delete"] as const;

type Json = Record<string, unknown>;

let made: OperationReference[] | null = null;

/** The endpoints of `/openapi.json` in its order, with their members resolved. Made once a process. */
export function apiReference(): OperationReference[] {
  made ??= readReference(openApiDocument());
  return made;
}

/** Returns the endpoint of that id; null where there is none. */
export function findOperation(id: string): OperationReference | null {
  return apiReference().find((operation) => operation.id === id) ?? null;
}

function readReference(document: Json): OperationReference[] {
  const schemas = recordIn(recordIn(document.components).schemas);
  const base = textIn(recordIn(listIn(document.servers)[0]).url);
  return Object.entries(recordIn(document.paths)).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = recordIn(item)[method];
      if (!isRecord(operation)) return [];
      const root = recordIn(item).servers === undefined ? base : textIn(recordIn(listIn(recordIn(item).servers)[0]).url);
      return [toOperation(operation, { method, path: `${root === "/" ? "" : root}${path}` }, schemas)];
    }),
  );
}

function toOperation(operation: Json, at: { method: string; path: string }, schemas: Json): OperationReference {
  const answer = recordIn(recordIn(operation.responses)["200"]);
  return {
    id: textIn(operation.operationId),
    tag: textIn(listIn(operation.tags)[0]),
    method: at.method.toUpperCase(),
    path: at.path,
    summary: textIn(operation.summary),
    description: typeof operation.description === "string" ? operation.description : null,
    parameters: listIn(operation.parameters).map((parameter) => toParameter(recordIn(parameter))),
    body: membersOf(schemaIn(recordIn(operation.requestBody)), schemas, 0),
    answer: membersOf(schemaIn(answer), schemas, 0),
  };
}

function schemaIn({ content }: Json): Json {
  return recordIn(recordIn(recordIn(content)["application/json"]).schema);
}

function toParameter(parameter: Json): Member {
  const schema = recordIn(parameter.schema);
  const said = parameter.description ?? schema.description;
  return {
    name: textIn(parameter.name),
    type: `${typeOf(schema)}, ${textIn(parameter.in)}`,
    isRequired: parameter.required === true,
    description: typeof said === "string" ? said : null,
    members: [],
  };
}

function membersOf(schema: Json, schemas: Json, depth: number): Member[] {
  if (depth > DEPTH_MAX) return [];
  const whole = resolved(schema, schemas);
  const required = new Set(listIn(whole.required));
  return Object.entries(recordIn(whole.properties)).map(([name, value]) => {
    const member = recordIn(value);
    return {
      name,
      type: typeOf(member),
      isRequired: required.has(name),
      description: typeof member.description === "string" ? member.description : null,
      members: membersOf(innerOf(member, schemas), schemas, depth + 1),
    };
  });
}

/** The one object that a member is, or is a list of; of a choice between several nothing is shown. */
function innerOf(schema: Json, schemas: Json): Json {
  const whole = resolved(schema, schemas);
  if (isRecord(whole.items)) return innerOf(whole.items, schemas);
  const choices = listIn(whole.anyOf ?? whole.oneOf).filter((choice) => recordIn(choice).type !== "null");
  return choices.length === 1 ? innerOf(recordIn(choices[0]), schemas) : whole;
}

function resolved(schema: Json, schemas: Json): Json {
  const name = nameOf(schema);
  return name === null ? schema : recordIn(schemas[name]);
}

function nameOf({ $ref: reference }: Json): string | null {
  return typeof reference === "string" ? (reference.split("/").at(-1) ?? null) : null;
}

function typeOf(schema: Json): string {
  const name = nameOf(schema);
  if (name !== null) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = listIn(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) return [...new Set(choices.map((choice) => typeOf(recordIn(choice))))].join(" | ");
  if (isRecord(schema.items)) return `list of ${typeOf(schema.items)}`;
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  return typeof schema.type === "string" ? schema.type : "any";
}

function recordIn(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
