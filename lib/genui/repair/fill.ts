import type { Catalogue, ComponentSpec } from "../library/catalogue";
import { traitsOf } from "../library/library";
import { iconNode, inputNode, PICTURE_WORDS, submitNode } from "../library/made";
import type { Param } from "../library/slot";
import type { Filler } from "../library/traits";
import { humanized, slug } from "../read/scalar";
import { isUiNode, type UiNode, type UiValue } from "../tree";

const ID_NAMES = new Set(["name", "value", "id", "key"]);

const FILLERS: Record<Filler, (props: Record<string, UiValue>, catalogue: Catalogue, title: string) => UiValue | undefined> = {
  "submit-buttons": (_, catalogue) => known(submitNode(), catalogue),
  field: (_, catalogue, title) => known(inputNode(slug(title, "field")), catalogue),
  "field-label": ({ input }) => labelOf(input),
  dot: (_, catalogue) => known(iconNode("circle"), catalogue),
  "picture-words": () => PICTURE_WORDS,
  "pictures-words": ({ imagesSrc }) => imageNames(imagesSrc),
  "words-of-picture": ({ alt }) => (typeof alt === "string" ? alt : undefined),
};

/** What stands in for a required argument that is missing; undefined when the component makes no sense without it. */
export function fill(spec: ComponentSpec, param: Param, props: Record<string, UiValue>, catalogue: Catalogue): UiValue | undefined {
  if (param.fallback !== undefined) return param.fallback;
  const title = ["label", "title", "heading", "triggerText", "trigger", "text"]
    .map((name) => props[name])
    .find((value) => typeof value === "string" && value !== "");
  const { fillers = {} } = traitsOf(spec.name);
  const filler = Object.hasOwn(fillers, param.name) ? fillers[param.name] : undefined;
  if (filler) return FILLERS[filler](props, catalogue, typeof title === "string" ? title : "");
  if (param.name === "labels") return ordinals(props.series);
  if (param.slot.kind === "text" && ID_NAMES.has(param.name))
    return typeof title === "string" ? slug(title, spec.name.toLowerCase()) : spec.name.toLowerCase();
  if (param.slot.kind === "text" && (param.name === "triggerText" || param.name === "trigger"))
    return typeof props.value === "string" ? humanized(props.value) : "More";
  if (param.slot.kind === "text" && param.name === "label")
    return typeof props.value === "string" ? props.value : typeof props.name === "string" ? humanized(props.name) : undefined;
  return undefined;
}

/** A component with all in it, where the request may use them. */
function known(node: UiNode, catalogue: Catalogue): UiNode | undefined {
  const parts = Object.values(node.props).flatMap((value) => (Array.isArray(value) ? value.filter(isUiNode) : []));
  return [node, ...parts].every(({ component }) => catalogue.specs.has(component)) ? node : undefined;
}

function labelOf(input: UiValue | undefined): string {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return "Field";
  const props = typeof input.props === "object" && input.props !== null && !Array.isArray(input.props) ? input.props : {};
  const name = "name" in props ? props.name : undefined;
  // A name that was filled in above says what the control is, and nothing of what it asks for.
  if (isUiNode(input) && name === input.component.toLowerCase()) return "items" in props ? "Your choice" : "Your answer";
  return typeof name === "string" ? humanized(name) : "Field";
}

function imageNames(sources: UiValue | undefined): string[] | undefined {
  return Array.isArray(sources) ? sources.map((_, index) => `Image ${index + 1}`) : undefined;
}

/** Numbers for points that nobody named. */
function ordinals(series: UiValue | undefined): string[] | undefined {
  if (!Array.isArray(series)) return undefined;
  const lengths = series.map((item) => {
    const values = typeof item === "object" && item !== null && !Array.isArray(item) && "values" in item ? item.values : [];
    return Array.isArray(values) ? values.length : 0;
  });
  return Array.from({ length: Math.max(0, ...lengths) }, (_, index) => String(index + 1));
}
