import { type Call, type Draft, isCall, isFields } from "../draft";
import type { Catalogue, ComponentSpec } from "../library/catalogue";
import type { Param, Slot } from "../library/slot";
import { choiceFrom } from "../read/scalar";

/** Follows references to what they stand for. */
export type Peek = (draft: Draft | undefined) => Draft | undefined;

const ENTRIES_MAX = 100;
const NAMES_MAX = 4000;
const lettersOf = new Map<string, string>();

/** Other names under which models pass a parameter. */
const SYNONYMS: Record<string, readonly string[]> = {
  text: ["textmarkdown", "content", "markdown", "value", "body", "children", "label", "title"],
  title: ["heading", "label", "name", "text", "header"],
  heading: ["title", "label", "text", "name"],
  subtitle: ["description", "subheading", "body", "text"],
  description: ["subtitle", "text", "body", "content", "message"],
  details: ["description", "content", "text", "body"],
  body: ["description", "text", "content", "children"],
  label: ["text", "title", "children", "caption", "header", "name", "value"],
  children: ["items", "content", "elements", "tabs", "steps", "tags", "components", "body"],
  items: ["children", "options", "sections", "data", "entries", "list", "cards"],
  content: ["children", "items", "body", "elements"],
  buttons: ["children", "items", "actions", "button"],
  fields: ["children", "items", "controls", "inputs"],
  input: ["children", "control", "field", "component"],
  triggertext: ["trigger", "label", "title", "heading", "text"],
  trigger: ["triggertext", "title", "label", "heading", "text"],
  icon: ["iconname", "lefticon"],
  labels: ["categories", "x", "xvalues", "xaxis"],
  series: ["datasets", "data", "values"],
  slices: ["data", "segments", "series", "items"],
  datasets: ["series", "data"],
  followuptext: ["questions", "items", "suggestions", "followups", "children"],
  rows: ["data", "items", "values"],
  columns: ["headers", "cols", "header"],
  imagessrc: ["images", "urls", "src"],
  imagesalt: ["alts", "alt", "captions"],
  src: ["url", "image", "imageurl", "href"],
  alt: ["description", "title", "caption"],
  action: ["onclick", "onpress"],
  variant: ["tone", "severity", "status", "color", "kind", "type"],
  value: ["id", "key", "amount", "y", "count", "text", "label", "name"],
  category: ["name", "label", "key", "title"],
  values: ["data", "y", "points"],
  points: ["data", "values"],
  left: ["label", "key", "title", "name"],
  right: ["value", "text"],
  hint: ["help", "description", "helpertext"],
  url: ["href", "link", "src"],
  sourcename: ["source", "name", "publisher"],
};

/** Which parameter each argument of a call belongs to: by name, by place, or by the only place that takes its kind. */
export function matchArguments(spec: ComponentSpec, call: Call, catalogue: Catalogue, peek: Peek): Map<string, Draft> {
  const [first] = call.args;
  const only = call.args.length === 1 ? peek(first) : undefined;
  const props = isFields(only) && namesProps(spec.params, only.entries) ? only.entries : [];
  const matched = matchNames(spec.params, [...call.named, ...props]);
  if (props.length > 0) return matched;
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

/** The entries of an object by parameter: the same letters first, then a name that means the same. */
export function matchNames(params: readonly Param[], entries: readonly [string, Draft][]): Map<string, Draft> {
  const matched = new Map<string, Draft>();
  if (entries.length === 0) return matched;
  const rest: [string, Draft][] = [];
  for (const [key, value] of entries.slice(0, ENTRIES_MAX)) {
    const wanted = letters(key);
    const param = params.find((candidate) => letters(candidate.name) === wanted);
    if (param && value !== null) matched.set(param.name, value);
    else if (!param) rest.push([key, value]);
  }
  for (const param of params) {
    if (rest.length === 0) break;
    if (matched.has(param.name)) continue;
    for (const synonym of SYNONYMS[letters(param.name)] ?? []) {
      const index = rest.findIndex(([key]) => letters(key) === synonym);
      const found = rest[index];
      if (!found) continue;
      matched.set(param.name, found[1]);
      rest.splice(index, 1);
      break;
    }
  }
  return matched;
}

/** How well an object reads as the arguments of a component; 0 when something is missing. */
export function fitOf(spec: ComponentSpec | undefined, entries: readonly [string, Draft][]): number {
  if (!spec) return 0;
  const matched = matchNames(spec.params, entries);
  const lacks = spec.params.some((param) => param.required && param.fallback === undefined && !matched.has(param.name));
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

/** Whether a value has the kind a slot wants, looking at its surface only. */
export function fits(draft: Draft, slot: Slot, catalogue: Catalogue, peek: Peek): boolean {
  const value = peek(draft);
  if (value === undefined || value === null) return false;
  switch (slot.kind) {
    case "text":
      return typeof value === "string" || typeof value === "number";
    case "number":
      return typeof value === "number";
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return choiceFrom(value, slot.values, true) !== undefined;
    case "node":
      return isCall(value) && slot.names.includes(catalogue.find(value.name)?.name ?? "");
    case "list":
      return Array.isArray(value) && (value.length === 0 || value.slice(0, 3).some((item) => fits(item, slot.item, catalogue, peek)));
    case "fields":
      return isFields(value) && matchNames(slot.params, value.entries).size > 0;
    case "action":
      return isFields(value) ? value.entries.some(([key]) => key === "type" || key === "url") : isCall(value) && value.name === "Action";
    case "either":
      return slot.slots.some((option) => fits(value, option, catalogue, peek));
    case "any":
      return true;
  }
}

/** A name without case and marks. Names come again and again, so they are remembered. */
function letters(name: string): string {
  const known = lettersOf.get(name);
  if (known !== undefined) return known;
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (lettersOf.size >= NAMES_MAX) lettersOf.clear();
  if (name.length <= 64) lettersOf.set(name, plain);
  return plain;
}
