/**
 * A value as a model wrote it, before any check: plain data, calls of components (whether they exist or not) and references to other
 * statements. What only a running program could know (state, queries, functions, conditions) is `dynamic` and never goes any further.
 */
export type Draft = string | number | boolean | null | Draft[] | Call | Ref | Fields | Dynamic;

/** A component with its arguments in order and, after them, those given by name. */
export interface Call {
  kind: "call";
  name: string;
  args: Draft[];
  named: [string, Draft][];
}

export interface Ref {
  kind: "ref";
  name: string;
}

export interface Fields {
  kind: "fields";
  entries: [string, Draft][];
}

export interface Dynamic {
  kind: "dynamic";
}

export const DYNAMIC: Dynamic = { kind: "dynamic" };

export function isCall(draft: Draft | undefined): draft is Call {
  return kindOf(draft) === "call";
}

export function isFields(draft: Draft | undefined): draft is Fields {
  return kindOf(draft) === "fields";
}

export function isRef(draft: Draft | undefined): draft is Ref {
  return kindOf(draft) === "ref";
}

export function isDynamic(draft: Draft | undefined): draft is Dynamic {
  return kindOf(draft) === "dynamic";
}

function kindOf(draft: Draft | undefined): string | null {
  return typeof draft === "object" && draft !== null && !Array.isArray(draft) ? draft.kind : null;
}

/** Adds the names a value refers to, and those its parts refer to. */
export function collectRefs(draft: Draft, names: Set<string>): void {
  if (typeof draft !== "object" || draft === null) return;
  if (Array.isArray(draft)) {
    for (const item of draft) collectRefs(item, names);
    return;
  }
  switch (draft.kind) {
    case "ref":
      names.add(draft.name);
      return;
    case "call":
      for (const item of draft.args) collectRefs(item, names);
      for (const [, item] of draft.named) collectRefs(item, names);
      return;
    case "fields":
      for (const [, item] of draft.entries) collectRefs(item, names);
      return;
    case "dynamic":
      return;
  }
}

/** Adds the texts a value holds, the keys of objects among them. */
export function collectTexts(draft: Draft, texts: Set<string>): void {
  if (typeof draft === "string") texts.add(draft);
  if (typeof draft !== "object" || draft === null) return;
  if (Array.isArray(draft)) for (const item of draft) collectTexts(item, texts);
  else if (draft.kind === "call") {
    for (const item of draft.args) collectTexts(item, texts);
    for (const [name, item] of draft.named) collectTexts(item, texts.add(name));
  } else if (draft.kind === "fields") for (const [name, item] of draft.entries) collectTexts(item, texts.add(name));
}
