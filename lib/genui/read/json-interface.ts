import { isRecord } from "@/lib/json";
import { type Call, type Draft, type Fields, isCall, isFields } from "../draft";
import { isTransparent } from "../library/alias";
import type { Catalogue } from "../library/catalogue";
import { titleCall } from "../library/made";
import { relativeOf } from "../library/relatives";
import { FlatSpec } from "./flat-spec";
import { isForReaders } from "./for-readers";
import { readJsonAnswer, readJsonValue } from "./json";
import type { Around, JsonPart } from "./json-scan";
import type { Statement } from "./statements";

/** Lists under these names in a container are what it holds. */
const HELD = new Set(["children", "components", "elements", "blocks", "content", "items"]);
/** Elements under keys of their own stand under these. */
const ELEMENTS = new Set(["elements", "components"]);
const TITLES = ["title", "heading", "header", "label", "name"];
const HEAD_CHARS = 500;
const SUBTITLES = ["subtitle", "description", "subheading"];

/**
 * Reads an interface in JSON while it comes: a tree of components, of which each child of the outermost one leaves as it ends; elements under
 * keys of their own; or changes of such a document, one after the other. Keeps nothing back but what can't be known yet.
 */
export class JsonInterface {
  /** Whether anything that came was interface. */
  isInterface = false;
  private readonly flat: FlatSpec;
  /** How many children of the value that is being read were told, and how it was introduced. */
  private taken = 0;
  private head: Draft | null = null;
  /** Whether the value that is being read holds elements under keys. */
  private isOfElements = false;
  /** A child that can't be told alone: the rest waits for the whole. */
  private isStopped = false;
  /** What shares what goes around it with its neighbours. */
  private loose: Draft[] = [];

  constructor(private readonly catalogue: Catalogue) {
    this.flat = new FlatSpec((name) => this.isContainer(name), headOf);
  }

  /** What a part that has ended says. */
  part(part: JsonPart, source: string): Statement[] {
    const parent = part.around.at(-1);
    if (!parent) return this.whole(source.slice(part.start, part.end));
    if (part.isList) return [];
    if (this.isElement(parent, part)) {
      const before = source.slice(part.around[0]?.start, parent.start).slice(0, HEAD_CHARS);
      return this.element(part, source.slice(part.start, part.end), before);
    }
    return this.isChild(part.around) && !this.isStopped ? this.child(part, parent, source) : [];
  }

  /** What is left when no more comes, of a value that is not over or not in order; and the text behind it. */
  end(open: string): { statements: Statement[]; rest: string } {
    const answer = open.trim() === "" ? null : readJsonAnswer(open);
    const cut = open.trim() === "" ? null : readJsonValue(open);
    const isFlat = !answer || this.flat.isBegun;
    const late = isFlat && cut !== null ? (this.flatIn(cut) ?? []) : answer ? this.remaining(answer.draft) : [];
    if (answer && !isFlat) this.isInterface = true;
    const statements = [...late, ...this.flush(), ...(this.flat.isBegun ? this.flat.end() : [])];
    this.begin();
    return { statements, rest: answer && !isFlat ? answer.rest : "" };
  }

  private begin(): void {
    this.taken = 0;
    this.head = null;
    this.isStopped = false;
    this.isOfElements = false;
  }

  private whole(source: string): Statement[] {
    const value = readJsonValue(source);
    const flat = this.flatIn(value);
    const answer = flat === null && !this.isOfElements ? readJsonAnswer(source) : null;
    const statements = flat ?? (answer ? [...this.remaining(answer.draft), ...this.flush()] : []);
    this.isInterface ||= flat !== null || answer !== null;
    this.begin();
    return statements;
  }

  /** What a value says of a document of elements: all of it, changes, or a message about it; null when it says nothing of one. */
  private flatIn(value: Draft): Statement[] | null {
    if (Array.isArray(value)) {
      const changes = value.map((item) => (isFields(item) ? this.change(item) : null));
      return changes.some((one) => one !== null) ? changes.flatMap((one) => one ?? []) : null;
    }
    if (!isFields(value)) return null;
    const change = this.change(value);
    if (change) return change;
    const inner = value.entries.flatMap(([, item]) => (isFields(item) ? [item] : []));
    const document = [value, ...inner].find((one) => isFields(this.entry(one, "elements")));
    if (document) return this.flat.document(document);
    // Of a list of elements the root may be said in a message of its own.
    const root = this.flat.isBegun
      ? [value, ...inner].map((one) => this.entry(one, "root")).find((one) => typeof one === "string")
      : undefined;
    return typeof root === "string" ? this.flat.setRoot(root) : null;
  }

  private change(value: Fields): Statement[] | null {
    const path = this.entry(value, "path");
    if (typeof this.entry(value, "op") !== "string" || typeof path !== "string") return null;
    return this.flat.patch(path, this.entry(value, "value") ?? null);
  }

  private entry(fields: { entries: readonly [string, Draft][] }, name: string): Draft | undefined {
    return fields.entries.find(([key]) => key === name)?.[1];
  }

  private isElement(parent: Around, part: JsonPart): boolean {
    return ELEMENTS.has(String(parent.key)) && part.around.every(({ name }) => name === null) && part.around.length < 5;
  }

  /** An element under a key of its own; what stands before all of them may name the root. */
  private element(part: JsonPart, source: string, before: string): Statement[] {
    const key = typeof part.key === "string" ? part.key : idIn(source);
    if (key === null) return this.isStopped ? [] : this.told(readJsonValue(source));
    const root = this.flat.isBegun ? undefined : /"root"\s*:\s*"([^"\\]+)"/.exec(before)?.[1];
    const statements = [...(root === undefined ? [] : this.flat.setRoot(root)), ...this.flat.element(key, readJsonValue(source))];
    if (this.flat.isBegun) this.isInterface = true;
    this.isOfElements ||= this.flat.isBegun;
    return statements;
  }

  /** Whether a part stands in the list of the one container that is around everything. */
  private isChild(around: readonly Around[]): boolean {
    const parent = around.at(-1);
    if (!parent?.isList || (around.length > 1 && !HELD.has(String(parent.key)))) return false;
    const named = around.filter(({ name }) => name !== null);
    const isOutermost = around.filter(({ isList }) => isList).length === 1;
    return isOutermost && named.length <= 1 && named.every(({ name }) => this.isContainer(name ?? ""));
  }

  private child(part: JsonPart, parent: Around, source: string): Statement[] {
    const container = part.around.findLast(({ name }) => name !== null);
    const call = this.taken === 0 && container ? readJsonValue(source.slice(container.start, parent.start)) : null;
    const head = isCall(call) ? headOf(call) : null;
    const statements = this.told(readJsonValue(source.slice(part.start, part.end)));
    if (head === null || this.taken !== 1) return statements;
    this.head = head;
    return [rootOf([head]), ...statements];
  }

  /** A child that has ended, with those before it that wait for their neighbours. */
  private told(draft: Draft): Statement[] {
    if (!this.isComponent(draft)) {
      this.isStopped = true;
      return [];
    }
    this.taken++;
    this.isInterface = true;
    if (this.isLoose(draft)) {
      this.loose.push(draft);
      return [];
    }
    return [...this.flush(), rootOf([draft])];
  }

  private flush(): Statement[] {
    const loose = this.loose.splice(0);
    return loose.length === 0 ? [] : [rootOf(loose)];
  }

  private isComponent(draft: Draft): boolean {
    if (isCall(draft)) return true;
    const type = isFields(draft) ? this.entry(draft, "type") : undefined;
    return typeof type === "string" && (this.catalogue.find(type) !== null || isTransparent(type) || relativeOf(type) !== null);
  }

  private isLoose(draft: Draft): boolean {
    const name = isCall(draft) ? draft.name : "";
    const own = this.catalogue.find(name)?.name;
    // What is told by others may share what goes around those.
    return !this.isContainer(name) && (own === undefined || !this.catalogue.rootChildren.has(own));
  }

  /** Whether what a component holds stands for it: the root, a wrapper, or something that nobody knows. */
  private isContainer(name: string): boolean {
    const spec = this.catalogue.find(name);
    if (spec && (spec.name === name || !isTransparent(name))) return spec.name === this.catalogue.root.name;
    return isTransparent(name) || relativeOf(name) === null;
  }

  /** A tree without what was told of it. */
  private remaining(draft: Draft): Statement[] {
    const [taken, head] = [this.taken, this.head];
    this.taken = 0;
    if (taken === 0) return [isCall(draft) ? { name: "root", value: draft } : rootOf([draft])];
    const rest = withoutTaken(draft, taken, head !== null);
    return rest === null ? [] : [...this.flush(), rootOf([rest])];
  }
}

/** A tree without the first children of its outermost list; null when nothing else is said in it. */
function withoutTaken(draft: Draft, taken: number, isHeaded: boolean): Draft | null {
  if (Array.isArray(draft)) return draft.length > taken ? draft.slice(taken) : null;
  if (isCall(draft)) {
    const named = draft.named.flatMap(([key, value]): [string, Draft][] => {
      if (isHeaded && [...TITLES, ...SUBTITLES].includes(key)) return [];
      if (!HELD.has(key) || !Array.isArray(value)) return [[key, value]];
      return value.length > taken ? [[key, value.slice(taken)]] : [];
    });
    const isSaid = named.some(
      ([key, value]) =>
        HELD.has(key) || typeof value === "object" || (typeof value === "string" && /\s/.test(value) && isForReaders(value)),
    );
    return isSaid ? { ...draft, named } : null;
  }
  if (!isFields(draft)) return null;
  const rest = draft.entries.map(([, value]) => (typeof value === "object" ? withoutTaken(value, taken, isHeaded) : null));
  return rest.find((one) => one !== null) ?? null;
}

/** What a container is called, as what stands above what it holds. */
function headOf(call: Call): Draft | null {
  const text = (names: readonly string[]): string | undefined =>
    call.named.flatMap(([key, value]) => (names.includes(key) && typeof value === "string" && isForReaders(value) ? [value] : []))[0];
  const title = text(TITLES);
  const subtitle = text(SUBTITLES);
  const args = [title, subtitle].filter((one) => one !== undefined);
  return title === undefined ? null : titleCall(...args);
}

/** The key an element gives itself; null when it has none, or is not in order in a way that a scan does not see. */
function idIn(source: string): string | null {
  try {
    const value: unknown = JSON.parse(source);
    if (!isRecord(value)) return null;
    const key = value.id ?? value.key;
    return typeof key === "string" ? key : null;
  } catch {
    return null;
  }
}

function rootOf(children: Draft[]): Statement {
  return { name: "root", value: children };
}

/** The first component somewhere in JSON, whatever is around it; null when there is none. */
export function componentIn(source: string): Draft | null {
  const start = source.search(/[[{]/);
  const answer = start === -1 ? null : readJsonAnswer(source.slice(start));
  let found: Draft | null = null;
  const visit = (draft: Draft, depth: number): void => {
    if (found !== null || depth > 8) return;
    if (isCall(draft)) found = draft;
    else if (Array.isArray(draft)) for (const item of draft) visit(item, depth + 1);
    else if (isFields(draft)) for (const [, item] of draft.entries) visit(item, depth + 1);
  };
  visit(answer?.draft ?? null, 0);
  return found;
}
