import type { UiOptions } from "@/lib/generation/request";
import { COMPONENTS } from "../library/library";

/** How much a model is told of the interface: all of it, or the core, for windows that have no room for more. */
export type PromptProfile = "full" | "core";

/** What most answers are made of. What else a model writes is understood all the same. */
const CORE: ReadonlySet<string> = new Set([
  "Card",
  "Header",
  "TextContent",
  "Table",
  "Col",
  "BarChart",
  "LineChart",
  "PieChart",
  "Form",
  "FormControl",
  "Input",
  "Select",
  "SelectItem",
  "ButtonGroup",
  "Button",
  "FollowUpBlock",
]);

/** Returns the options with no more components than the core, those a request asks for by name and its own. */
export function coreOptions(ui: UiOptions): UiOptions {
  const others = Object.keys(COMPONENTS).filter((name) => !CORE.has(name) && !ui.includedComponents.includes(name));
  return { ...ui, excludedComponents: [...new Set([...ui.excludedComponents, ...others])] };
}
