import { type Draft, isRef } from "../draft";
import type { Catalogue } from "../library/catalogue";
import type { Peek } from "./fits";
import type { ReportBuilder } from "./report";

/** What a repair knows of the program around it; `nodesLeft` bounds what references may multiply, and so does `charsLeft` in texts. */
export interface Scope {
  catalogue: Catalogue;
  resolve: (name: string) => Draft | undefined;
  nodesLeft: number;
  charsLeft: number;
  /** Texts that were read as a setting or a number. */
  consumed: Set<string>;
  /** Something was left out because there was too much of it. */
  isShortened: boolean;
  report: ReportBuilder;
}

/** What references may multiply: a program that names each thing once needs fewer values, and reads less text, than it has characters. */
const NODES_MIN = 1000;
const CHARS_MIN = 50_000;
const CHARS_EACH = 8;

/** The scope of a program that nothing was written of. */
export function createScope(catalogue: Catalogue, resolve: Scope["resolve"], report: ReportBuilder): Scope {
  return { catalogue, resolve, nodesLeft: NODES_MIN, charsLeft: CHARS_MIN, consumed: new Set(), isShortened: false, report };
}

/** Makes room for what as many characters more may say. */
export function widen(scope: Scope, chars: number): void {
  scope.nodesLeft += chars;
  scope.charsLeft += CHARS_EACH * chars;
}

/** Follows references within a scope. */
export function peekOf({ resolve }: Pick<Scope, "resolve">): Peek {
  return (draft) => {
    let value = draft;
    for (let hop = 0; hop < 20 && isRef(value); hop++) value = resolve(value.name);
    return isRef(value) ? undefined : value;
  };
}

/** Counts one value; false when references have multiplied too much, until the model writes more. */
export function takeNode(scope: Scope): boolean {
  if (scope.nodesLeft <= 0) return false;
  scope.nodesLeft--;
  return true;
}

/** A text as it is, or nothing when texts were repeated too often. */
export function takeText(scope: Scope, text: string): string | undefined {
  if (scope.charsLeft < text.length) return undefined;
  scope.charsLeft -= text.length;
  return text;
}
