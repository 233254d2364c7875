import { z } from "zod/v4";
import { issueError } from "@/lib/http/issue-error";

const LIST_NAME = /^(\w+)\[\d*\]$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * The query's parameters, checked as a body's are: unknown ones are refused, and so is a repeated one that is no list.
 * Lists are written in every way clients do (`a=1&a=2`, `a[]=1`, `a[0]=1`); a parameter without a value counts as left out.
 */
export function readQuery<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  query: URLSearchParams,
): z.output<z.ZodObject<Shape>> {
  const texts = new Map<string, string[]>();
  for (const [written, text] of query) {
    const name = LIST_NAME.exec(written)?.[1] ?? written;
    if (text !== "") texts.set(name, [...(texts.get(name) ?? []), text]);
  }
  const shape: Record<string, unknown> = schema.shape;
  const value = Object.fromEntries(
    [...texts].map(([name, values]) => [name, toValue(values, Object.hasOwn(shape, name) ? shape[name] : null)]),
  );
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw issueError(parsed.error.issues, value);
  return parsed.data;
}

/** A text stays one wherever a text is what is wanted; else it is taken for what it says. */
function toValue(values: string[], wanted: unknown): unknown {
  const [text = ""] = values;
  if (!(wanted instanceof z.ZodType)) return text;
  if (wanted.safeParse([]).success || values.length > 1) return values;
  if (wanted.safeParse(text).success) return text;
  if (text === "true" || text === "false") return text === "true";
  return NUMBER.test(text) ? Number(text) : text;
}
