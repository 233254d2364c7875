import type { Catalogue, ComponentSpec } from "../library/catalogue";
import type { Param } from "../library/slot";
import { humanized, slug } from "../read/scalar";
import { isUiNode, type UiNode, type UiValue } from "../tree";

const ID_NAMES = new Set(["name", "value", "id", "key"]);

/** What stands in for a required argument that is missing; undefined when the component makes no sense without it. */
export function fill(spec: ComponentSpec, param: Param, props: Record<string, UiValue>, catalogue: Catalogue): UiValue | undefined {
  if (param.fallback !== undefined) return param.fallback;
  const title = ["label", "title", "heading", "triggerText", "trigger", "text"]
    .map((name) => props[name])
    .find((value) => typeof value === "string" && value !== "");
  switch (`${spec.name}.${param.name}`) {
    case "Form.buttons":
      return submitButtons(catalogue);
    case "FormControl.input":
      return catalogue.specs.has("Input")
        ? { component: "Input", props: { name: slug(typeof title === "string" ? title : "", "field") } }
        : undefined;
    case "FormControl.label":
      return labelOf(props.input);
    case "IconButton.icon":
    case "IconText.icon":
      return catalogue.specs.has("Icon") ? { component: "Icon", props: { name: "circle" } } : undefined;
    case "Image.alt":
    case "ImageGallery.imagesAlt":
      return param.name === "alt" ? "Image" : imageNames(props.imagesSrc);
    case "ImageText.title":
    case "ImageTextLarge.title":
      return typeof props.alt === "string" ? props.alt : undefined;
  }
  if (param.name === "labels") return ordinals(props.series);
  if (param.slot.kind === "text" && ID_NAMES.has(param.name))
    return typeof title === "string" ? slug(title, spec.name.toLowerCase()) : spec.name.toLowerCase();
  if (param.slot.kind === "text" && (param.name === "triggerText" || param.name === "trigger"))
    return typeof props.value === "string" ? humanized(props.value) : "More";
  if (param.slot.kind === "text" && param.name === "label")
    return typeof props.value === "string" ? props.value : typeof props.name === "string" ? humanized(props.name) : undefined;
  return undefined;
}

export function submitButtons(catalogue: Catalogue): UiNode | undefined {
  if (!catalogue.specs.has("ButtonGroup") || !catalogue.specs.has("Button")) return undefined;
  const submit: UiNode = { component: "Button", props: { label: "Submit", action: { type: "continue_conversation" }, variant: "primary" } };
  return { component: "ButtonGroup", props: { buttons: [submit] } };
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
