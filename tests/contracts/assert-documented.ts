import { Ajv2020 } from "ajv/dist/2020.js";
import { schemaNames } from "@/lib/openapi/names";
import { toSchemas } from "@/lib/openapi/to-schema";
import { assertBy } from "./assert-valid";

const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
ajv.addSchema({ components: { schemas: toSchemas(schemaNames(), { exact: true }) } }, "document");

/** Throws unless `value` is what our own document describes under that name, with no member that it does not name. */
export function assertDocumented(schemaName: string, value: unknown): void {
  const key = `document#/components/schemas/${schemaName}`;
  assertBy(ajv.getSchema(key) ?? ajv.compile({ $ref: key }), `a ${schemaName} of the document`, value);
}
