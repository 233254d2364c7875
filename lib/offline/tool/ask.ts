import type { FunctionTool } from "@/lib/generation/request";
import type { UiNode } from "@/lib/genui/tree";
import { isRecord } from "@/lib/json";
import { clipped } from "@/lib/text";
import { humanName } from "../data/names";
import { isValid } from "../structured/validate";
import { buttons, header, node, paragraph, plain, say } from "../ui";
import { controlFor } from "./control";
import { fillObject } from "./fill";
import { leavesOf } from "./leaf";
import { readSaid } from "./said";
import { parametersOf } from "./schema";

const FIELDS_MAX = 25;

/** A form for the arguments of a tool, filled in with what the text says of them. */
export function askFor(tool: FunctionTool, text: string): UiNode[] {
  const { value } = fillObject(parametersOf(tool), readSaid(text));
  return askWith(tool, new Map(leavesOf(tool).map(({ name, path }) => [name, at(value, path)])));
}

/** A form for the arguments of a tool, filled in with what is `known` under the fields' names, as far as the schema allows it. */
export function askWith(tool: FunctionTool, known: ReadonlyMap<string, unknown>): UiNode[] {
  const all = leavesOf(tool).map((leaf) => {
    const value = known.get(leaf.name);
    return { leaf, value: value !== undefined && isValid(leaf.schema.raw, value, tool.parameters ?? {}) ? value : undefined };
  });
  const isMissing = ({ leaf, value }: (typeof all)[number]): boolean =>
    leaf.isRequired && value === undefined && leaf.schema.default === undefined && leaf.schema.type !== "boolean";
  const missing = all.filter(isMissing).map(({ leaf }) => `**${plain(leaf.path.map(humanName).join(": "))}**`);
  // More than a form can hold: what is optional waits.
  const asked =
    all.length <= FIELDS_MAX ? all : all.filter(({ leaf, value }) => leaf.isRequired || value !== undefined).slice(0, FIELDS_MAX);
  return [
    header(humanName(tool.name), tool.description === null ? undefined : clipped(plain(tool.description), 200)),
    paragraph(missing.length > 0 ? `Some details are missing: ${missing.slice(0, FIELDS_MAX).join(", ")}.` : "Please check the details."),
    node("Form", {
      name: tool.name,
      buttons: buttons([say(humanName(tool.name), "primary")]),
      fields: asked.map(({ leaf, value }) => controlFor(leaf, value)),
    }),
  ];
}

function at(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined), value);
}
