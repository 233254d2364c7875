import { randomUUID } from "node:crypto";
import { processState } from "@/lib/process-state";

const held = processState<Map<string, Buffer>>("long-values", () => new Map());

/**
 * Runs a statement with a long text as a parameter: Prisma is given the name of it instead, since it would write and read all of it
 * as JSON in one go, and the connection puts it in its place.
 */
export async function withLongValue<T>(text: string | Buffer, run: (parameter: string) => Promise<T>): Promise<T> {
  if (typeof text === "string") return run(text);
  const name = randomUUID();
  held().set(name, text);
  try {
    return await run(name);
  } finally {
    held().delete(name);
  }
}

/** Returns the parameters with what `withLongValue` holds in the place of its names. */
export function longValuesIn(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => (typeof value === "string" && held().size > 0 && held().get(value)) || value);
}
