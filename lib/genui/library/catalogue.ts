import { DEFAULT_UI, type UiOptions } from "@/lib/generation/request";
import { aliasOf, letters } from "./alias";
import type { ArgumentOrder } from "./argument-order";
import { type CallerLibrary, chatLibrary } from "./caller-library";
import { genericMarkdown } from "./generic-markdown";
import { COMPONENTS, EXPERIMENTAL, library, ROOT, TEXT } from "./library";
import type { ToMarkdown } from "./sheet";
import { compileParams, type Param, type Slot } from "./slot";

export interface ComponentSpec {
  name: string;
  params: Param[];
  custom: boolean;
  /** What is read of it where nothing is drawn. */
  markdown: ToMarkdown;
}

/** What one request may use: its components with their parameters, and its actions. */
export interface Catalogue {
  specs: ReadonlyMap<string, ComponentSpec>;
  /** The component meant by a name a model wrote: itself, another spelling, or a relative of another library; null when there is none. */
  find(name: string): ComponentSpec | null;
  order: ArgumentOrder;
  /** The parameters of a component of that name in the library that ours is a relative of; none when it has none. */
  relatives(name: string): readonly (readonly Param[])[];
  /** What may stand directly in the root. */
  rootChildren: ReadonlySet<string>;
  /** The same in order. */
  rootNames: readonly string[];
  /** Components that can hold a component, best first: where a child stands that its parent does not take, one of these goes around it. */
  holders(name: string): readonly ComponentSpec[];
  actions: ReadonlySet<string>;
  /** Whether its components are ours; a library that came with the request is known by its schemas only. */
  isOwn: boolean;
  root: RootShape;
  /** The component that shows plain words, its text first; null when there is none. */
  textComponent: string | null;
}

/** How a program's root is written: which of its parameters takes the children, null when none does. */
export interface RootShape {
  name: string;
  children: number | null;
}

const CACHE_MAX = 64;
const cache = new Map<string, Catalogue>();

/** The catalogue of a request's options, or of the library that came with it; built once for options that say the same. */
export function catalogueOf(ui: UiOptions, library: CallerLibrary | null = null): Catalogue {
  if (library) return catalogueOfLibrary(library);
  const key =
    ui === DEFAULT_UI ? "" : JSON.stringify([ui.includedComponents, ui.excludedComponents, ui.customComponents, ui.customActions]);
  const cached = cache.get(key);
  if (cached) return cached;
  const catalogue = build(ui);
  const oldest = cache.keys().next().value;
  if (cache.size >= CACHE_MAX && oldest !== undefined) cache.delete(oldest);
  cache.set(key, catalogue);
  return catalogue;
}

/** Whether a built-in component may be used; the root and plain text always may. */
export function isEnabled(name: string, ui: UiOptions): boolean {
  if (name === ROOT || name === TEXT) return true;
  if (ui.excludedComponents.includes(name)) return false;
  return !EXPERIMENTAL.includes(name) || ui.includedComponents.includes(name);
}

function build(ui: UiOptions): Catalogue {
  const defs = library.toJSONSchema().$defs ?? {};
  const enabled = Object.keys(defs).filter((name) => isEnabled(name, ui));
  const custom = Object.keys(ui.customComponents).filter((name) => !ui.excludedComponents.includes(name));
  const known = new Set([...enabled, ...custom]);
  const specs = new Map<string, ComponentSpec>();
  for (const name of enabled) {
    const params = compileParams(defs[name], (other) => ({ kind: "node", names: known.has(other) ? [other] : [] })).map((param) => ({
      ...param,
      slot: withCustom(param.slot, custom),
    }));
    specs.set(name, { name, params, custom: false, markdown: COMPONENTS[name]?.markdown ?? genericMarkdown });
  }
  for (const name of custom)
    specs.set(name, {
      name,
      params: compileParams(ui.customComponents[name], () => ({ kind: "any" })),
      custom: true,
      markdown: genericMarkdown,
    });
  const byLetters = new Map([...specs.values()].map((spec) => [letters(spec.name), spec]));
  const rootNames = childNames(specs.get(ROOT)?.params[0]?.slot);
  return {
    specs,
    find: (name) => specs.get(name) ?? byLetters.get(letters(name)) ?? specs.get(aliasOf(name) ?? "") ?? null,
    order: (name) => specs.get(name)?.params.map((param) => param.name) ?? null,
    relatives: (name) => {
      const relative = catalogueOfLibrary(chatLibrary()).specs.get(name);
      return relative ? [relative.params] : [];
    },
    rootChildren: new Set(rootNames),
    rootNames: [...new Set(rootNames)],
    holders: holdersOf(specs, ROOT),
    actions: new Set(Object.keys(ui.customActions)),
    isOwn: true,
    root: { name: ROOT, children: 0 },
    textComponent: TEXT,
  };
}

const ofLibraries = new WeakMap<CallerLibrary, Catalogue>();

function catalogueOfLibrary(caller: CallerLibrary): Catalogue {
  const known = ofLibraries.get(caller);
  if (known) return known;
  const names = new Set(Object.keys(caller.defs).filter((name) => "properties" in (caller.defs[name] ?? {})));
  const toSlot = (name: string): Slot => {
    if (names.has(name)) return { kind: "node", names: [name] };
    return name === "ActionExpression" ? { kind: "action" } : { kind: "any" };
  };
  const specs = new Map<string, ComponentSpec>();
  for (const name of names) {
    const params = compileParams(caller.defs[name], toSlot).map((param) => (isAction(param) ? { ...param, slot: ACTION } : param));
    specs.set(name, { name, params, custom: true, markdown: genericMarkdown });
  }
  const byLetters = new Map([...specs.values()].map((spec) => [letters(spec.name), spec]));
  const params = specs.get(caller.root)?.params ?? [];
  const index = params.findIndex(({ slot }) => slot.kind === "list" && (childNames(slot).length > 0 || slot.item.kind === "any"));
  const children = childNames(params[index]?.slot);
  const rootChildren = new Set(index === -1 ? [caller.root] : children.length > 0 ? children : names);
  const catalogue: Catalogue = {
    specs,
    find: (name) => specs.get(name) ?? byLetters.get(letters(name)) ?? specs.get(aliasOf(name) ?? "") ?? null,
    order: (name) => ACTION_ORDER[name] ?? specs.get(name)?.params.map((param) => param.name) ?? null,
    relatives: () => [],
    rootChildren,
    rootNames: [...rootChildren],
    holders: holdersOf(specs, caller.root),
    actions: new Set(),
    isOwn: false,
    root: { name: caller.root, children: index === -1 ? null : index },
    textComponent: index === -1 ? null : textComponentOf(specs, rootChildren),
  };
  ofLibraries.set(caller, catalogue);
  return catalogue;
}

const ACTION: Slot = { kind: "action" };

/** An action is a schema that says nothing by the time it is JSON: it is known by its name. */
function isAction({ name, slot }: Param): boolean {
  return slot.kind === "any" && /(?:^a|A)ction$/.test(name);
}

/** Actions are expressions in such a library: `Action([@ToAssistant("…")])`. */
const ACTION_ORDER: Record<string, readonly string[]> = { Action: ["steps"], "@ToAssistant": ["message"], "@OpenUrl": ["url"] };

function textComponentOf(specs: ReadonlyMap<string, ComponentSpec>, allowed: ReadonlySet<string>): string | null {
  const fitting = [...allowed].filter((name) => {
    const [first, ...rest] = specs.get(name)?.params ?? [];
    return first?.slot.kind === "text" && !rest.some((param) => param.required && param.fallback === undefined);
  });
  return fitting.find((name) => name === TEXT) ?? fitting.find((name) => /text|markdown|paragraph|prose/i.test(name)) ?? fitting[0] ?? null;
}

/** Custom components may stand wherever a block of text may. */
function withCustom(slot: Slot, custom: readonly string[]): Slot {
  if (custom.length === 0) return slot;
  if (slot.kind === "list") return { kind: "list", item: withCustom(slot.item, custom) };
  return slot.kind === "node" && slot.names.includes(TEXT) ? { kind: "node", names: [...slot.names, ...custom] } : slot;
}

function holdersOf(specs: ReadonlyMap<string, ComponentSpec>, root: string): (name: string) => readonly ComponentSpec[] {
  const holders = new Map<string, ComponentSpec[]>();
  for (const spec of specs.values()) {
    if (spec.name === root) continue;
    for (const child of spec.params
      .filter((param) => param.required || param.slot.kind === "list")
      .flatMap((param) => childNames(param.slot))) {
      const list = holders.get(child) ?? [];
      if (!list.includes(spec)) list.push(spec);
      holders.set(child, list);
    }
  }
  const size = (spec: ComponentSpec): number => spec.params.reduce((sum, param) => sum + childNames(param.slot).length, 0);
  for (const list of holders.values()) list.sort((a, b) => size(a) - size(b));
  return (name) => holders.get(name) ?? [];
}

/** The components a slot takes, alone or in a list. */
export function childNames(slot: Slot | undefined): readonly string[] {
  if (!slot) return [];
  if (slot.kind === "list") return childNames(slot.item);
  if (slot.kind === "either") return slot.slots.flatMap((option) => [...childNames(option)]);
  return slot.kind === "node" ? slot.names : [];
}
