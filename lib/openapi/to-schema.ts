import { z } from "zod/v4";
import type { JsonSchema } from "@/lib/json-schema";

/** What the schemas of a document are registered under: their names in `components.schemas`. */
export type SchemaNames = z.core.$ZodRegistry<{ id: string }>;

/**
 * The schemas of a registry as JSON Schema, referring to each other by `#/components/schemas/<name>`. What a check says that JSON
 * Schema has no word for (such as why a parameter is refused) stands in the description. `exact` allows no member that is not named:
 * for us to check what we send, while readers should expect more members some day.
 */
export function toSchemas(names: SchemaNames, { exact = false } = {}): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(names, {
    io: exact ? "output" : "input",
    unrepresentable: "any",
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ zodSchema, jsonSchema }) => {
      const notes = complaints(zodSchema);
      if (notes.length > 0) jsonSchema.description = [jsonSchema.description, ...notes].filter(Boolean).join(" ");
    },
  });
  return Object.fromEntries(
    Object.entries(schemas)
      .filter(([name]) => name !== "__shared")
      .map(([name, { $schema: _dialect, $id: _id, id: _name, ...schema }]) => [name, schema]),
  );
}

/** The fixed sentences of the custom checks of a schema: their messages do not depend on what is checked. */
function complaints(schema: z.core.$ZodType): string[] {
  return (schema._zod.def.checks ?? []).flatMap(({ _zod: { def } }) => {
    if (def.check !== "custom" || !def.error) return [];
    const sentence = def.error({ code: "custom", input: undefined } as never);
    return typeof sentence === "string" ? [sentence] : [];
  });
}
