import type { parseExpression } from "@openuidev/lang-core";

/**
 * A value as a model wrote it, before any check: plain data, calls of components (whether they exist or not) and references to other
 * statements. What is worked out of them is an `expression` until all of it is there; what only a running program could know is `dynamic` and never
 * goes any further.
 */
export type Draft = string | number | boolean | null | Draft[] | Call | Ref | Fields | Expression | Dynamic;

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

export interface Expression {
  kind: "expression";
  node: ExpressionNode;
}

/** An expression as the parser reads it. */
export type ExpressionNode = ReturnType<typeof parseExpression>;

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

export function isExpression(draft: Draft | undefined): draft is Expression {
  return kindOf(draft) === "expression";
}

/** Whether a value is a component of its own. */
export function isBlock(value: Draft): boolean {
  return isCall(value) || (isFields(value) && value.entries.some(([key]) => key === "component"));
}

/** Whether nothing is known of a value. */
export function isDynamic(draft: Draft | undefined): draft is Dynamic | Expression {
  return kindOf(draft) === "dynamic" || kindOf(draft) === "expression";
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
    case "expression":
      eachNode(draft.node, (node) => {
        if (node.k === "Ref" || node.k === "StateRef") names.add(node.n);
      });
      return;
    case "dynamic":
      return;
  }
}

/** Every part of an expression. */
function eachNode(node: ExpressionNode, visit: (node: ExpressionNode) => void): void {
  const rest: unknown[] = [node];
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (Array.isArray(part)) for (const item of part) rest.push(item);
    else if (typeof part === "object" && part !== null) {
      if ("k" in part) visit(part as ExpressionNode);
      rest.push(...Object.values(part));
    }
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
  else if (draft.kind === "expression")
    eachNode(draft.node, (node) => {
      if (node.k === "Str") texts.add(node.v);
      if (node.k === "Obj") for (const [name] of node.entries) texts.add(name);
    });
}
