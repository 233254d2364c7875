import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";

const DEPTH_MAX = 20;

/**
 * JSON Schemas from signatures such as `Button(label: string, action?: ActionExpression, size?: "small" | "large")`: what the
 * specification of a library holds in place of a schema. What can't be read takes any value. Names of components become `$ref`s.
 */
export function schemasOf(components: Record<string, unknown>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(components).map(([name, component]): [string, JsonSchema] => {
      const spec = typeof component === "string" ? { signature: component } : isRecord(component) ? component : {};
      const signature = typeof spec.signature === "string" ? spec.signature : "";
      const start = signature.indexOf("(");
      const description = typeof spec.description === "string" ? { description: spec.description } : {};
      return [name, { ...readFields(new Cursor(start === -1 ? "" : signature.slice(start + 1)), ")", 0), ...description }];
    }),
  );
}

class Cursor {
  private at = 0;
  constructor(private readonly source: string) {}

  get isDone(): boolean {
    return this.at >= this.source.length;
  }

  /** Takes `pattern` here, blanks before it aside; the empty text when it is not here. */
  take(pattern: RegExp): string {
    const sticky = new RegExp(`\\s*(${pattern.source})`, "y");
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.source);
    if (match) this.at = sticky.lastIndex;
    return match?.[1] ?? "";
  }

  skip(): void {
    this.at++;
  }
}

function readFields(cursor: Cursor, close: string, depth: number): JsonSchema {
  const properties: JsonSchema = {};
  const required: string[] = [];
  while (!cursor.isDone && cursor.take(new RegExp(`\\${close}`)) === "") {
    const name = cursor.take(/[A-Za-z_]\w*/);
    if (name === "") {
      cursor.skip();
      continue;
    }
    if (cursor.take(/\?/) === "") required.push(name);
    const schema = cursor.take(/:/) === "" ? {} : readType(cursor, depth + 1);
    Object.defineProperty(properties, name, { value: schema, enumerable: true, configurable: true, writable: true });
    cursor.take(/,/);
  }
  return { type: "object", properties, required };
}

function readType(cursor: Cursor, depth: number): JsonSchema {
  const options: JsonSchema[] = [];
  do options.push(readItem(cursor, depth));
  while (cursor.take(/\|/) !== "");
  const values = options.map((option) => option.const);
  if (values.every((value) => typeof value === "string")) return { type: "string", enum: values };
  const [only] = options;
  return options.length === 1 && only ? only : { anyOf: options };
}

function readItem(cursor: Cursor, depth: number): JsonSchema {
  let schema = depth > DEPTH_MAX ? {} : readAtom(cursor, depth);
  while (cursor.take(/\[\s*\]/) !== "") schema = { type: "array", items: schema };
  return schema;
}

function readAtom(cursor: Cursor, depth: number): JsonSchema {
  const text = cursor.take(/"[^"]*"/);
  if (text !== "") return { const: text.slice(1, -1) };
  if (cursor.take(/\(/) !== "") {
    const inner = readType(cursor, depth + 1);
    cursor.take(/\)/);
    return inner;
  }
  if (cursor.take(/\{/) !== "") return readFields(cursor, "}", depth + 1);
  const word = cursor.take(/\$?[A-Za-z_]\w*/);
  if (word === "string" || word === "number" || word === "boolean") return { type: word };
  if (cursor.take(/</) !== "") {
    const inner = readType(cursor, depth + 1);
    cursor.take(/>/);
    return word === "$binding" ? inner : {};
  }
  return /^[A-Z]/.test(word) ? { $ref: `#/$defs/${word}` } : {};
}
