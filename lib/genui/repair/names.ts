import type { Draft } from "../draft";
import type { Param } from "../library/slot";
import { remembered } from "../remembered";

const ENTRIES_MAX = 100;

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
  data: ["rows", "cells", "values"],
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
  // What a reader sees is named before its key.
  for (const param of params.toSorted((one, two) => Number(one.name === "value") - Number(two.name === "value"))) {
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

/** A name without case and marks. */
const letters = remembered((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ""));
