import type { UiOptions } from "@/lib/generation/request";
import { COMPONENTS, traitsOf } from "../library/library";

/** How much a model is told of the interface: all of it, or the core, for windows that have no room for more. */
export type PromptProfile = "full" | "core";

/** Returns the options with no more components than what most answers are made of, those a request asks for by name and its own. */
export function coreOptions(ui: UiOptions): UiOptions {
  const others = Object.keys(COMPONENTS).filter((name) => !traitsOf(name).isCore && !ui.includedComponents.includes(name));
  return { ...ui, excludedComponents: [...new Set([...ui.excludedComponents, ...others])] };
}
