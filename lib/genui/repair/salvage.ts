import { type Draft, isCall, isFields, isRef } from "../draft";
import { traitsOf } from "../library/library";
import { isForReaders } from "../read/for-readers";
import type { UiNode, UiValue } from "../tree";
import type { Scope } from "./scope";
import { SILENT } from "./visible";

const TEXTS_MAX = 200;
const CHARS_MAX = 20_000;
const DEPTH_MAX = 40;
/** Props that hold words for programs, not for readers. */
const MACHINE = new Set([...SILENT, "params", "context", "pattern", "href", "component", "typeName"]);
for (const name of ["name", "category", "key", "id", "placeholder", "defaultValue"]) MACHINE.delete(name);

export interface Salvage {
  /** What a draft says to a reader and none of the nodes shows, in order. */
  lost: string[];
  /** How much of what was said for a reader is lost, from 0 to 1. */
  share: number;
  /** The statements the draft is made of. */
  reached: Set<string>;
}

/** Compares what was written with what came of it. Each statement is looked at once, however often it is referred to. */
export function salvage(draft: Draft, nodes: readonly UiNode[], { resolve, consumed }: Pick<Scope, "resolve" | "consumed">): Salvage {
  const reached = new Set<string>();
  const said = new Set<string>();
  const visit = (value: Draft, depth: number): void => {
    if (depth > DEPTH_MAX) return;
    if (typeof value === "string") said.add(value);
    else if (isRef(value)) {
      const target = reached.has(value.name) ? undefined : resolve(value.name);
      reached.add(value.name);
      if (target !== undefined) visit(target, depth + 1);
    } else if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isCall(value)) {
      if (traitsOf(value.name).isMute && typeof value.args[0] === "string") return;
      for (const item of value.args) visit(item, depth + 1);
      for (const [name, item] of value.named) if (!MACHINE.has(name)) visit(item, depth + 1);
    } else if (isFields(value)) for (const [name, item] of value.entries) if (!MACHINE.has(name)) visit(item, depth + 1);
  };
  visit(draft, 0);
  const shown = new Set<string>();
  for (const node of nodes) collect(node.props, shown, 0);
  const isLost = (text: string): boolean => isForReaders(text) && !consumed.has(text);
  const absent = [...said].filter((text) => !shown.has(text) && isLost(text));
  if (absent.length === 0) return { lost: [], share: 0, reached };
  const lost = withoutShown(absent, shown);
  return { lost, share: lost.length / [...said].filter(isLost).length, reached };
}

/** Texts that are no part of any that is shown; not endless. */
function withoutShown(absent: readonly string[], shown: ReadonlySet<string>): string[] {
  const all = [...shown].join("\n");
  let chars = 0;
  return absent.slice(0, TEXTS_MAX).filter((text) => !all.includes(text.trim()) && (chars += text.length) <= CHARS_MAX);
}

function collect(value: UiValue, into: Set<string>, depth: number): void {
  if (typeof value === "string") into.add(value);
  else if (typeof value === "object" && value !== null && depth < DEPTH_MAX)
    for (const item of Array.isArray(value) ? value : Object.values(value)) collect(item, into, depth + 1);
}
