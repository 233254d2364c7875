import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Outcome, wronglyCalled } from "./outcome";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>>;

/** Reads options and exactly `positionals` other arguments; anything else is an outcome with a sentence that names it. */
export function readArguments<const O extends Options>(args: string[], options: O, positionals = 0): Parsed<O> | { failure: Outcome } {
  let parsed: Parsed<O>;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's first sentence names the option; the rest explains how to begin an argument with a hyphen.
    const sentence = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? "") : "The arguments can't be read";
    return { failure: wronglyCalled(`${sentence}.`) };
  }
  const extra = parsed.positionals[positionals];
  if (extra !== undefined) return { failure: wronglyCalled(`Unexpected argument '${extra}'.`) };
  return parsed;
}
