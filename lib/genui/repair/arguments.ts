import { type Call, type Draft, isFields } from "../draft";
import type { Catalogue, ComponentSpec } from "../library/catalogue";
import type { Param } from "../library/slot";
import { isForReaders } from "../read/for-readers";
import { fits, type Peek } from "./fits";
import { matchNames } from "./names";
import { isKey, otherReading } from "./signature";

/** Arguments of relatives of this library that hold data under another name. */
const DATA = new Set(["chartData", "labels", "values"]);

/** Which parameter each argument of a call belongs to: by name, by place, or by the only place that takes its kind. */
export function matchArguments(spec: ComponentSpec, call: Call, catalogue: Catalogue, peek: Peek): Map<string, Draft> {
  const [first] = call.args;
  const only = call.args.length === 1 ? peek(first) : undefined;
  const props = isFields(only) && namesProps(spec.params, only.entries) ? only.entries : [];
  const other = props.length === 0 ? otherReading(spec, call, catalogue, peek) : null;
  const entries = [...call.named, ...props, ...(other ?? [])];
  const matched = matchNames(spec.params, entries);
  // What no parameter takes may still be data that is put into shape.
  for (const [key, value] of entries) if (DATA.has(key) && !matched.has(key)) matched.set(key, value);
  if (props.length > 0 || other) return matched;
  const strays: [index: number, Draft][] = [];
  call.args.forEach((arg, index) => {
    const param = spec.params[index];
    if (param && !matched.has(param.name) && (arg === null || fits(arg, param.slot, catalogue, peek))) {
      if (arg !== null) matched.set(param.name, arg);
    } else if (arg !== null) strays.push([index, arg]);
  });
  const isFree = (param: Param): boolean => !matched.has(param.name);
  // What fits somewhere goes first, so that an argument of no use takes no place.
  const misfits = strays.filter(([, arg]) => {
    const param = spec.params.find((one) => isFree(one) && one.slot.kind !== "any" && fits(arg, one.slot, catalogue, peek));
    if (param) matched.set(param.name, arg);
    return !param;
  });
  for (const [index, arg] of misfits) {
    const own = spec.params[index];
    const param = own && isFree(own) ? own : spec.params.find((one) => isFree(one) && one.required);
    if (param) matched.set(param.name, arg);
  }
  return matched;
}

/** Whether a call is a root where none may stand, and says something by name that a root has no place for. */
export function isTitledRoot(spec: ComponentSpec, call: Call, names: readonly string[], catalogue: Catalogue): boolean {
  if (spec.name !== catalogue.root.name || names.includes(spec.name)) return false;
  const matched = matchNames(spec.params, call.named);
  return call.named.some(([key, value]) => typeof value === "string" && isForReaders(value) && !matched.has(key));
}

/** The component of which an object reads best as the arguments; null when it reads as those of none. */
export function bestFit(names: readonly string[], entries: readonly [string, Draft][], catalogue: Catalogue): string | null {
  const best = names
    .map((name) => ({ name, score: fitOf(catalogue.specs.get(name), entries, names.length === 1) }))
    .sort((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best.name : null;
}

/** How well an object reads as the arguments of a component; 0 when something is missing, but a key where it can be no other component. */
function fitOf(spec: ComponentSpec | undefined, entries: readonly [string, Draft][], isOnly: boolean): number {
  if (!spec) return 0;
  const matched = matchNames(spec.params, entries);
  const lacks = spec.params.some(
    (param) => param.required && param.fallback === undefined && !matched.has(param.name) && !(isOnly && isKey(param)),
  );
  return lacks ? 0 : matched.size / (1 + spec.params.length / 20);
}

/** The parameters of a component that is nothing but words; an empty list when it is more. */
export function textParams(spec: ComponentSpec): readonly Param[] {
  const required = spec.params.filter((param) => param.required && param.fallback === undefined);
  const first = required.length > 0 ? required : spec.params.slice(0, 1);
  return first.every((param) => param.slot.kind === "text") ? first : [];
}

/** Whether an object reads as the props of a component rather than as its first argument. */
function namesProps(params: readonly Param[], entries: readonly [string, Draft][]): boolean {
  const [first] = params;
  if (first && (first.slot.kind === "fields" || first.slot.kind === "any" || first.slot.kind === "action"))
    return entries.some(([key]) => key === first.name);
  return matchNames(params, entries).size > 0;
}
