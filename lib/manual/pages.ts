import { components } from "./components";
import { draw } from "./draw";
import { errors } from "./errors";
import { hostedTools } from "./hosted-tools";
import { keys } from "./keys";
import { models } from "./models";
import type { ManualPage } from "./page";
import { playground } from "./playground";
import { quickstart } from "./quickstart";
import { responses } from "./responses";
import { tools } from "./tools";
import { workspaces } from "./workspaces";

/** The pages of the manual, in the order in which they are read. */
export const MANUAL: readonly ManualPage[] = [
  quickstart,
  playground,
  draw,
  responses,
  tools,
  hostedTools,
  components,
  models,
  keys,
  workspaces,
  errors,
];

/** Returns the page of that name; null where there is none. */
export function findPage(slug: string): ManualPage | null {
  return MANUAL.find((page) => page.slug === slug) ?? null;
}
