import { type DefinedComponent, defineComponent } from "@openuidev/lang-core";
import { z } from "zod/v4";
import type { ToMarkdown } from "./sheet";
import type { Traits } from "./traits";

/**
 * A component of the library: its schema (property order is argument order), what it is for, one valid call of it, what is read of it where
 * nothing is drawn, and what else sets it apart.
 */
export interface LibraryComponent extends DefinedComponent<z.ZodObject, null> {
  example: string;
  markdown: ToMarkdown;
  traits: Traits;
}

/**
 * Defines a component; `example` is one call in OpenUI Lang, used by the prompt's tests and the documentation. `markdown` gets props that
 * are valid and safe.
 */
export function define(
  name: string,
  shape: z.ZodRawShape,
  description: string,
  example: string,
  markdown: ToMarkdown,
  traits: Traits = {},
): LibraryComponent {
  return { ...defineComponent({ name, props: z.object(shape), description, component: null }), example, markdown, traits };
}

/** A slot that takes any of these components. */
export function anyOf(components: readonly LibraryComponent[]): z.ZodType {
  const [first, second, ...rest] = components.map((component) => component.props);
  if (!first) throw new Error("A slot needs a component.");
  return second ? z.union([first, second, ...rest]) : first;
}

export const text = z.string();
export const optionalText = z.string().optional();

export const action = z
  .union([
    z.object({ type: z.literal("open_url"), url: z.string() }),
    z.object({ type: z.literal("continue_conversation"), context: z.string().optional() }),
    z.object({ type: z.string(), params: z.record(z.string(), z.unknown()).optional() }),
  ])
  .describe("What pressing it does; without one its words become the user's next message.");

export const tone = z.enum(["neutral", "info", "success", "warning", "danger"]).default("neutral");
export const unit = z
  .enum(["k", "m", "b", "t"])
  .optional()
  .describe("The unit the values are in: thousands, millions, billions or trillions.");

export const rules = z
  .object({
    required: z.boolean().optional(),
    email: z.boolean().optional(),
    url: z.boolean().optional(),
    numeric: z.boolean().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
  })
  .optional()
  .describe("What its value must be before the form is sent.");
