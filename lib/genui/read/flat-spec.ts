import { type Call, type Draft, isCall, isFields } from "../draft";
import type { Statement } from "./statements";

/** Entries that say how an element behaves, where it stands or what it is called. */
const UNSAID = new Set(["key", "id", "parentKey", "visible", "visibleWhen", "on", "repeat", "watch", "weight", "surfaceId"]);
const LITERALS = new Set(["literalString", "literalNumber", "literalBoolean", "literal", "explicitList", "literalArray"]);
const STATES = new Set(["$state", "$bindState", "path"]);
const CONDITION = "$cond";
const CHILDREN = "children";
const DEPTH_MAX = 20;

/**
 * An interface that is told element by element, each under a key of its own: all of them in one object with the key of the root, or a patch
 * at a time. `isContainer` says of a name whether what it holds stands for it. Each element becomes a statement as soon as it is whole.
 */
export class FlatSpec {
  private readonly elements = new Map<string, Call>();
  private readonly told = new Map<string, Call>();
  private readonly referred = new Set<string>();
  private root: string | null = null;
  /** How many children of the root were told. */
  private rootChildren = 0;
  private state: Draft | undefined;

  constructor(
    private readonly isContainer: (name: string) => boolean,
    private readonly headOf: (call: Call) => Draft | null,
  ) {}

  get isBegun(): boolean {
    return this.elements.size > 0;
  }

  element(key: string, draft: Draft): Statement[] {
    const call = elementIn(draft);
    if (!call || this.elements.get(key) === call) return [];
    this.elements.set(key, call);
    const children = childKeys(call);
    for (const child of children) this.referred.add(child);
    if (this.isRoot(key)) return this.rootStatements();
    // Containers that waited for somebody to name them.
    return [key, ...children].flatMap((one) => (this.told.has(one) ? [] : this.tell(one)));
  }

  /** Says which element is the root. */
  setRoot(key: string): Statement[] {
    this.root = key;
    return this.elements.has(key) ? this.rootStatements() : [];
  }

  /** The values that elements speak of by their paths. */
  setState(state: Draft): Statement[] {
    this.state = state;
    return [...this.elements.keys()].flatMap((key) => (this.told.has(key) || this.isRoot(key) ? [] : this.tell(key)));
  }

  /** Takes one change of a document of this kind; null when it speaks of none. */
  patch(path: string, value: Draft): Statement[] | null {
    const [part, key, ...rest] = path.split("/").slice(1).map(unescaped);
    if (part === "root" && typeof value === "string") return this.setRoot(value);
    if (part === "state" || part === "data") return this.setState(key === undefined ? value : withEntry(this.state, [key, ...rest], value));
    if (part !== "elements") return path === "" && isFields(value) ? this.document(value) : null;
    if (key === undefined) return isFields(value) ? this.document({ entries: [["elements", value]] }) : [];
    if (rest.length === 0) return this.element(key, value);
    const known = this.elements.get(key);
    return known ? this.changed(key, known, rest, value) : [];
  }

  /** A whole document, or what there is of one. */
  document(fields: { entries: readonly [string, Draft][] }): Statement[] {
    const entry = (name: string): Draft | undefined => fields.entries.find(([key]) => key === name)?.[1];
    const [root, state, elements] = [entry("root"), entry("state") ?? entry("data"), entry("elements")];
    return [
      ...(isFields(state) ? this.setState(state) : []),
      ...(isFields(elements) ? elements.entries.flatMap(([key, value]) => (this.elements.has(key) ? [] : this.element(key, value))) : []),
      ...(typeof root === "string" ? this.setRoot(root) : []),
    ];
  }

  /** Everything that was not told, or changed since. */
  end(): Statement[] {
    const statements = [...this.elements].flatMap(([key, call]) =>
      this.isRoot(key) || this.told.get(key) === call ? [] : this.tell(key, true),
    );
    if (this.elements.has(this.root ?? "root")) return [...statements, ...this.rootStatements()];
    const tops = [...this.elements.keys()].filter((key) => !this.referred.has(key));
    return tops.length === 0 ? statements : [...statements, rootOf(tops.map((key) => ({ kind: "ref", name: nameOf(key) })))];
  }

  private isRoot(key: string): boolean {
    return this.root === null ? key === "root" : key === this.root;
  }

  /** Whether an element says all it is going to say: a container that holds nothing yet waits for it, and one that nobody names may be the root. */
  private isWhole(key: string, call: Call): boolean {
    if (this.state === undefined && speaksOfState(call, 0)) return false;
    return !this.isContainer(call.name) || (childKeys(call).length > 0 && this.referred.has(key));
  }

  private tell(key: string, isLast = false): Statement[] {
    const call = this.elements.get(key);
    if (!call || (!isLast && !this.isWhole(key, call))) return [];
    this.told.set(key, call);
    return [{ name: nameOf(key), value: this.filled(call, 0) }];
  }

  private rootStatements(): Statement[] {
    const key = this.root ?? "root";
    const call = this.elements.get(key);
    if (!call) return [];
    if (!this.isContainer(call.name)) {
      const told = this.told.get(key) === call ? [] : this.tell(key, true);
      return told.length === 0 ? [] : [...told, rootOf([{ kind: "ref", name: nameOf(key) }])];
    }
    const head = this.told.has(key) ? null : this.headOf(call);
    const children = childKeys(call).slice(this.rootChildren);
    this.told.set(key, call);
    this.rootChildren += children.length;
    const waiting = children.flatMap((child) => (this.told.has(child) ? [] : this.tell(child)));
    const parts = [...(head === null ? [] : [head]), ...children.map((name): Draft => ({ kind: "ref", name: nameOf(name) }))];
    return parts.length === 0 ? waiting : [rootOf(parts), ...waiting];
  }

  private changed(key: string, call: Call, path: readonly string[], value: Draft): Statement[] {
    const [first, ...rest] = path;
    if (first === CHILDREN && typeof value === "string") {
      this.referred.add(value);
      this.elements.set(key, { ...call, named: withNamed(call.named, CHILDREN, [...childKeys(call), value]) });
      return this.isRoot(key) ? this.rootStatements() : [];
    }
    const [name, ...inner] = first === "props" ? rest : path;
    if (name === undefined) return [];
    const old = call.named.find(([one]) => one === name)?.[1];
    const item = inner.length === 0 ? value : inner.at(-1) === "-" && Array.isArray(old) ? [...old, value] : withEntry(old, inner, value);
    this.elements.set(key, { ...call, named: withNamed(call.named, name, item) });
    return [];
  }

  /** With its children as references and its values as they are now. */
  private filled(draft: Draft, depth: number): Draft {
    if (depth > DEPTH_MAX || typeof draft !== "object" || draft === null) return draft;
    const each = (item: Draft): Draft => this.filled(item, depth + 1);
    if (Array.isArray(draft)) return draft.map(each);
    const entry = ([key, value]: [string, Draft]): [string, Draft] =>
      key === CHILDREN || key === "child" ? [CHILDREN, refsIn(value, each)] : [key, each(value)];
    if (isCall(draft)) return { ...draft, args: draft.args.map(each), named: draft.named.map(entry) };
    if (!isFields(draft)) return draft;
    const path = statePath(draft);
    if (path !== null) return valueAt(this.state, path);
    const chosen = draft.entries.some(([key]) => key === CONDITION) ? draft.entries.find(([key]) => key === "$then") : undefined;
    return chosen ? each(chosen[1]) : { ...draft, entries: draft.entries.map(entry) };
  }
}

/** An element as the call it stands for: `{"type": "Text", "props": {…}}`, or `{"component": {"Text": {…}}}`. */
function elementIn(draft: Draft): Call | null {
  const call = isCall(draft) ? draft : namedByKey(draft);
  if (!call) return null;
  const named = call.named.filter(([key]) => !UNSAID.has(key)).map(([key, value]): [string, Draft] => [key, literal(value, 0)]);
  return { ...call, named };
}

function namedByKey(draft: Draft): Call | null {
  if (!isFields(draft)) return null;
  const component = draft.entries.find(([key]) => key === "component")?.[1];
  if (isFields(component) && component.entries.length === 1) {
    const [name, props] = component.entries[0] ?? ["", null];
    return { kind: "call", name, args: [], named: isFields(props) ? props.entries : [] };
  }
  const type = draft.entries.find(([key]) => key === "type")?.[1];
  return typeof type === "string" ? { kind: "call", name: type, args: [], named: draft.entries.filter(([key]) => key !== "type") } : null;
}

/** `{"literalString": "Hi"}` as what it holds. */
function literal(draft: Draft, depth: number): Draft {
  if (depth > DEPTH_MAX || typeof draft !== "object" || draft === null) return draft;
  if (Array.isArray(draft)) return draft.map((item) => literal(item, depth + 1));
  if (!isFields(draft)) return draft;
  const [only] = draft.entries;
  if (only && draft.entries.length === 1 && LITERALS.has(only[0])) return literal(only[1], depth + 1);
  return { ...draft, entries: draft.entries.map(([key, value]): [string, Draft] => [key, literal(value, depth + 1)]) };
}

function childKeys(call: Call): string[] {
  const children = call.named.find(([key]) => key === CHILDREN || key === "child")?.[1];
  return (Array.isArray(children) ? children : [children]).filter((item) => typeof item === "string");
}

/** Keys of elements as references; anything else as it is. */
function refsIn(value: Draft, each: (item: Draft) => Draft): Draft {
  return (Array.isArray(value) ? value : [value]).map(
    (item): Draft => (typeof item === "string" ? { kind: "ref", name: nameOf(item) } : each(item)),
  );
}

function rootOf(children: Draft[]): Statement {
  return { name: "root", value: children };
}

/** The name of the statement that an element becomes. */
function nameOf(key: string): string {
  return key === "root" ? "the_root" : key;
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function statePath(draft: Draft): string | null {
  if (!isFields(draft) || draft.entries.length !== 1) return null;
  const [key, path] = draft.entries[0] ?? [];
  return key !== undefined && STATES.has(key) && typeof path === "string" ? path : null;
}

function speaksOfState(draft: Draft, depth: number): boolean {
  if (depth > DEPTH_MAX || typeof draft !== "object" || draft === null) return false;
  if (Array.isArray(draft)) return draft.some((item) => speaksOfState(item, depth + 1));
  if (statePath(draft) !== null) return true;
  const entries = isCall(draft) ? draft.named : isFields(draft) ? draft.entries : [];
  return entries.some(([, value]) => speaksOfState(value, depth + 1));
}

function valueAt(state: Draft | undefined, path: string): Draft {
  let value: Draft | undefined = state;
  for (const key of path.split("/").filter(Boolean).map(unescaped))
    value = isFields(value) ? value.entries.find(([name]) => name === key)?.[1] : Array.isArray(value) ? value[Number(key)] : undefined;
  return value ?? null;
}

function withEntry(draft: Draft | undefined, [key = "", ...rest]: readonly string[], value: Draft): Draft {
  const entries = isFields(draft) ? draft.entries : [];
  const old = entries.find(([name]) => name === key)?.[1];
  const item = rest.length === 0 ? value : rest[0] === "-" && Array.isArray(old) ? [...old, value] : withEntry(old, rest, value);
  return { kind: "fields", entries: withNamed(entries, key, item) };
}

function withNamed(entries: readonly [string, Draft][], name: string, value: Draft): [string, Draft][] {
  const others = entries.filter(([key]) => key !== name);
  return [...others, [name, value]];
}
