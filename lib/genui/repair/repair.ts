import { type Call, type Draft, type Dynamic, type Fields, isCall, isDynamic, isFields, isRef } from "../draft";
import { aliasOf, isTransparent, WRAPPER } from "../library/alias";
import { TEXT } from "../library/library";
import { smallTextNode, textNode } from "../library/made";
import type { ComponentSpec } from "../library/catalogue";
import type { Param, Slot } from "../library/slot";
import { isForReaders } from "../read/for-readers";
import { numberFrom } from "../read/numbers";
import { choiceFrom, flagFrom } from "../read/scalar";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { actionIn } from "./action";
import { bestFit, isTitledRoot, matchArguments, textParams } from "./arguments";
import { matchNames } from "./names";
import type { Peek } from "./fits";
import { checkCall, checkMissing } from "./check";
import { asTable, settled } from "./columns";
import { holdsCall, recordEntries, withoutHeld } from "./entries";
import { fill } from "./fill";
import { normalize } from "./normalize";
import { joined, place } from "./place";
import { refine } from "./refine";
import { toldBy } from "./relative";
import { peekOf, type Scope, takeNode, takeText } from "./scope";
import { draftText } from "./visible";

const DEPTH_MAX = 40;
const CONSUMING: ReadonlySet<Slot["kind"]> = new Set(["number", "flag", "choice", "action"]);

/**
 * The components a value stands for, each valid and allowed in a place that takes `names`. What is unknown, misplaced or beyond repair
 * becomes its words where words are allowed, else nothing. Notes on what was shortened follow the component they are about.
 */
export function repairBlocks(draft: Draft, names: readonly string[], scope: Scope): UiNode[] {
  return new Repair(scope).blocks(draft, names);
}

/** Plain data or nothing, read as the value of one parameter. */
export function repairValue(draft: Draft, slot: Slot, scope: Scope): UiValue | undefined {
  return new Repair(scope).value(draft, slot);
}

// A class, because reading a value, a component and a list of them call each other and share what is being read.
class Repair {
  private readonly visiting = new Set<string>();
  private depth = 0;
  private notes: UiNode[] = [];
  /** What was found out about the numbers of the component that is being built. */
  private numbers = { isOpen: false, unit: "" };
  private readonly peek: Peek;

  constructor(private readonly scope: Scope) {
    this.peek = peekOf(scope);
  }

  value(draft: Draft, slot: Slot): UiValue | undefined {
    if (!takeNode(this.scope) || this.depth > DEPTH_MAX || this.isDynamic(draft)) return undefined;
    if (isRef(draft)) return this.follow(draft.name, (target) => this.value(target, slot));
    this.depth++;
    try {
      return this.read(draft, slot);
    } finally {
      this.depth--;
    }
  }

  blocks(draft: Draft, names: readonly string[]): UiNode[] {
    if (!takeNode(this.scope) || this.depth > DEPTH_MAX || draft === null || this.isDynamic(draft)) return [];
    if (isRef(draft)) return this.follow(draft.name, (target) => this.blocks(target, names)) ?? [];
    this.depth++;
    try {
      if (Array.isArray(draft)) return joined(draft.flatMap((item) => this.blocks(item, names)));
      if (isCall(draft)) return this.call(draft, names);
      if (isFields(draft)) return this.fields(draft, names);
      return isDynamic(draft) || isRef(draft) ? [] : this.words(takeText(this.scope, String(draft)) ?? "", names);
    } finally {
      this.depth--;
    }
  }

  private isDynamic(draft: Draft): draft is Dynamic {
    if (!isDynamic(draft)) return false;
    this.scope.report.add("inline-reserved", "State, queries, functions and conditions are left out.");
    return true;
  }

  private follow<Result>(name: string, read: (draft: Draft) => Result): Result | undefined {
    const target = this.scope.resolve(name);
    if (target === undefined) this.scope.report.add("unresolved", `There is no statement '${name}'.`);
    if (target === undefined || this.visiting.has(name)) return undefined;
    this.visiting.add(name);
    try {
      return read(target);
    } finally {
      this.visiting.delete(name);
    }
  }

  private read(draft: Draft, slot: Slot): UiValue | undefined {
    const value = this.readAs(draft, slot);
    if (value !== undefined && typeof draft === "string" && CONSUMING.has(slot.kind)) this.scope.consumed.add(draft);
    return value;
  }

  private readAs(draft: Draft, slot: Slot): UiValue | undefined {
    switch (slot.kind) {
      case "text":
        return this.text(draft);
      case "number":
        return numberFrom(draft);
      case "flag":
        return flagFrom(draft);
      case "choice":
        return choiceFrom(isFields(draft) || isCall(draft) ? this.text(draft) : draft, slot.values);
      case "node":
        return this.blocks(draft, slot.names)[0];
      case "list":
        return this.list(draft, slot.item);
      case "fields":
        return this.record(draft, slot.params);
      case "action":
        return actionIn(draft, this.scope.catalogue, this.peek, (value) => this.plain(value));
      case "either":
        return this.either(draft, slot.slots);
      case "any":
        return this.plain(draft);
    }
  }

  private text(draft: Draft): string | undefined {
    if (typeof draft === "string") return takeText(this.scope, draft);
    if (typeof draft === "number" || typeof draft === "boolean") return String(draft);
    if (draft === null) return undefined;
    if (Array.isArray(draft))
      return (
        draft
          .map((item) => this.text(this.peek(item) ?? null) ?? "")
          .filter(Boolean)
          .join(", ") || undefined
      );
    return takeText(this.scope, draftText(draft, this.scope.resolve).replaceAll("\n", " ")) || undefined;
  }

  private list(draft: Draft, item: Slot): UiValue[] | undefined {
    if (item.kind === "node") return this.blocks(draft, item.names);
    if (draft === null) return undefined;
    const items = Array.isArray(draft)
      ? draft
      : isFields(draft) && item.kind !== "fields"
        ? draft.entries.map(([, value]) => value)
        : [draft];
    const isNumeric = item.kind === "number";
    const read = settled(items, item, this.scope, this.peek);
    if (!read) this.numbers.isOpen = true;
    if (!read) return undefined;
    this.numbers.unit ||= read.unit;
    return read.items.flatMap((entry): UiValue[] => {
      const value = this.value(entry, item);
      // A gap in a row of numbers keeps its place, so that the others stay at their labels.
      return value === undefined ? (isNumeric ? [null] : []) : [value];
    });
  }

  private record(draft: Draft, params: readonly Param[]): { [key: string]: UiValue } | undefined {
    const entries = recordEntries(draft, params);
    if (!entries) return undefined;
    const matched = matchNames(params, entries);
    const record: { [key: string]: UiValue } = {};
    for (const param of params) {
      const source = matched.get(param.name);
      const value = source === undefined ? undefined : this.value(source, param.slot);
      if (value !== undefined) record[param.name] = value;
      else if (param.required && param.fallback !== undefined) record[param.name] = param.fallback;
      else if (param.required && param.slot.kind === "text") record[param.name] = "";
      else if (param.required) return undefined;
    }
    return isUiNode(record) ? undefined : record;
  }

  private either(draft: Draft, slots: readonly Slot[]): UiValue | undefined {
    const kind = isCall(draft) || isFields(draft) ? "any" : Array.isArray(draft) ? "list" : typeof draft === "number" ? "number" : "text";
    const own = (isCall(draft) && slots.find((slot) => slot.kind === "node")) || slots.find((slot) => slot.kind === kind);
    for (const slot of own ? [own, ...slots.filter((other) => other !== own)] : slots) {
      const value = draft === null ? undefined : this.value(draft, slot);
      if (value !== undefined && value !== "") return value;
    }
    return typeof draft === "string" ? "" : undefined;
  }

  private plain(draft: Draft): UiValue | undefined {
    if (isDynamic(draft)) return undefined;
    if (isRef(draft)) return this.value(draft, { kind: "any" });
    if (Array.isArray(draft)) return draft.map((item) => this.value(item, { kind: "any" }) ?? null);
    if (isCall(draft)) return this.blocks(draft, [...this.scope.catalogue.specs.keys()])[0];
    if (typeof draft === "string") return takeText(this.scope, draft);
    if (!isFields(draft)) return draft;
    const plain = Object.fromEntries(
      draft.entries.flatMap(([key, entry]): [string, UiValue][] => {
        const value = this.value(entry, { kind: "any" });
        return value === undefined || key === "__proto__" ? [] : [[key, value]];
      }),
    );
    // Data must not pass for a component that nobody checked.
    return isUiNode(plain) ? this.blocks(draft, [...this.scope.catalogue.specs.keys()])[0] : plain;
  }

  private call(call: Call, names: readonly string[]): UiNode[] {
    const { catalogue } = this.scope;
    const spec = catalogue.find(call.name);
    const told = spec || !catalogue.isOwn ? null : toldBy(call, this.peek);
    if (told) return this.blocks(told, names);
    if (!spec || (spec.name !== call.name && isTransparent(call.name))) return this.unknown(call, names);
    if (isTitledRoot(spec, call, names, catalogue)) return this.unknown({ ...call, name: WRAPPER }, names);
    const outer = this.notes;
    this.notes = [];
    const node = this.build(spec, call);
    const notes = this.notes;
    this.notes = outer;
    if (!node) return this.unknown(call, names);
    return [
      ...(catalogue.isOwn ? refine(node, names) : [node]).flatMap((part) => place(part, names, catalogue)),
      ...notes.filter((note) => names.includes(note.component)),
    ];
  }

  private build(spec: ComponentSpec, call: Call): UiNode | null {
    const outer = this.numbers;
    this.numbers = { isOpen: false, unit: "" };
    const node = this.built(spec, call);
    this.numbers = outer;
    return node;
  }

  private built(spec: ComponentSpec, call: Call): UiNode | null {
    const { catalogue, report } = this.scope;
    const matched = matchArguments(spec, call, catalogue, this.peek);
    checkCall(spec, call, matched, catalogue, this.peek, report);
    // What is known of our own components says nothing of another library's of the same name.
    const note = catalogue.isOwn ? normalize(spec.name, matched, this.peek) : null;
    if (note) {
      this.scope.isShortened = true;
      this.notes.push(smallTextNode(note));
    }
    const props: Record<string, UiValue> = {};
    const missing: Param[] = [];
    for (const param of spec.params) {
      const source = matched.get(param.name);
      const value = source === undefined || source === null ? undefined : this.value(source, param.slot);
      if (value !== undefined) props[param.name] = value;
      else if (param.required) missing.push(param);
    }
    const written = this.numbers.isOpen && catalogue.isOwn ? asTable(matched, this.peek) : null;
    if (written) return this.blocks(written, [written.name])[0] ?? null;
    if (this.numbers.unit !== "" && spec.params.some(({ name }) => name === "description")) props.description ??= this.numbers.unit;
    for (const param of missing) {
      checkMissing(spec, param, call, report);
      const value = fill(spec, param, props, catalogue);
      if (value === undefined) return null;
      props[param.name] = value;
    }
    return { component: spec.name, props };
  }

  /** What holds something is replaced by what it holds; what says something, by its words. */
  private unknown(call: Call, names: readonly string[]): UiNode[] {
    if (!this.scope.catalogue.specs.has(call.name))
      this.scope.report.add("unknown-component", `There is no component '${call.name}'.`, { component: call.name });
    const parts = [...call.args, ...call.named.map(([, value]) => value)];
    const held = parts.flatMap((part) => (holdsCall(this.peek(part), this.peek) ? this.blocks(part, names) : []));
    const own = withoutHeld(call, this.peek);
    const said = takeText(this.scope, draftText(own, this.scope.resolve)) ?? "";
    // Beside what a wrapper holds, only a title counts: the rest says how it is laid out.
    const words = isTransparent(call.name) && held.length > 0 ? said.split("\n").filter(isForReaders).join("\n") : said;
    return [...this.words(words, names), ...joined(held)];
  }

  /** An object where a component belongs: one that names its type, or the arguments of the one component that fits them. */
  private fields(fields: Fields, names: readonly string[]): UiNode[] {
    const { catalogue } = this.scope;
    const named = fields.entries.find(([key]) => key === "type")?.[1];
    if (typeof named === "string" && (catalogue.find(named) || aliasOf(named) || isTransparent(named)))
      return this.call({ kind: "call", name: named, args: [], named: fields.entries }, names);
    const fitting = bestFit(names, fields.entries, catalogue);
    if (fitting) return this.call({ kind: "call", name: fitting, args: [], named: fields.entries }, names);
    return this.words(takeText(this.scope, draftText(fields, this.scope.resolve)) ?? "", names);
  }

  /** Words where components belong: a text, or the one component of words that is allowed there. */
  private words(text: string, names: readonly string[]): UiNode[] {
    const words = text.trim();
    if (words === "") return [];
    if (names.includes(TEXT)) return [textNode(text)];
    for (const name of names) {
      const spec = this.scope.catalogue.specs.get(name);
      const named = (spec ? textParams(spec) : []).map((param): [string, Draft] => [param.name, words]);
      const build = spec && named.length > 0 ? this.build(spec, { kind: "call", name, args: [], named }) : null;
      if (build) return [build];
    }
    return [];
  }
}
