import { isCell } from "../library/tables";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { visibleText } from "./visible";

const FOLLOW_UPS_MAX = 8;
const OPTIONS_MAX = 300;
/** Where a form has more lists than this, each costs more than its options. */
const LISTS_MAX = 12;
const OPTIONS_OF_MANY_MAX = 120;
/** What is nothing without one of these lists. */
const CONTENTS: Record<string, readonly string[]> = {
  Form: ["fields"],
  List: ["items"],
  EntityList: ["rows"],
  Steps: ["children"],
  TagBlock: ["children"],
  Tabs: ["children"],
  Accordion: ["children"],
  SectionBlock: ["items"],
  ButtonGroup: ["buttons"],
  Table: ["columns", "rows"],
  PieChart: ["slices"],
  RadialChart: ["slices"],
  SegmentedBar: ["slices"],
  ScatterChart: ["datasets"],
  BarChart: ["labels", "series"],
  LineChart: ["labels", "series"],
  AreaChart: ["labels", "series"],
  HorizontalBarChart: ["labels", "series"],
  RadarChart: ["labels", "series"],
};

/** What holds for single components beyond the types of their props. Returns the component, or what stands for it. */
export function refine(node: UiNode, names: readonly string[]): UiNode[] {
  const { props } = node;
  const contents = CONTENTS[node.component];
  if (contents && contents.every((name) => listOf(props[name]).length === 0)) return [];
  switch (node.component) {
    case "Table":
      return [{ ...node, props: { ...props, ...tableProps(props) } }];
    case "Tabs":
    case "Accordion":
      return [{ ...node, props: { ...props, children: distinct(props.children, "value") } }];
    case "SectionBlock":
      return [{ ...node, props: { ...props, items: distinct(props.items, "value") } }];
    case "Form":
      return withFewerOptions(node);
    case "FollowUpBlock":
      return listOf(props.followUpText).length > 0
        ? [{ ...node, props: { followUpText: listOf(props.followUpText).slice(0, FOLLOW_UPS_MAX) } }]
        : [];
    case "Slider":
      return [{ ...node, props: sliderProps(props) }];
    case "TextContent":
      return typeof props.text === "string" && props.text.trim() === "" ? [] : [node];
    case "CalloutV2":
      return props.title === "" && props.description === "" ? [] : [node];
    case "Card":
      // A second card inside the answer is its contents.
      return names.includes("Card") ? [node] : listOf(props.children).filter(isUiNode);
    default:
      return [node];
  }
}

/** Every option of every list is drawn with the form: beyond a few hundred, long lists give up their last ones. */
function withFewerOptions(form: UiNode): UiNode[] {
  const lists = listOf(form.props.fields).map((field) =>
    isUiNode(field) && isUiNode(field.props.input) ? listOf(field.props.input.props.items) : [],
  );
  const total = lists.reduce((sum, items) => sum + items.length, 0);
  const count = lists.filter((items) => items.length > 0).length;
  const most = count > LISTS_MAX ? OPTIONS_OF_MANY_MAX : OPTIONS_MAX;
  if (total <= most) return [form];
  const each = Math.max(4, Math.floor(most / count));
  const fields = listOf(form.props.fields).map((field): UiValue => {
    if (!isUiNode(field) || !isUiNode(field.props.input) || listOf(field.props.input.props.items).length <= each) return field;
    const { input } = field.props;
    return {
      ...field,
      props: { ...field.props, input: { ...input, props: { ...input.props, items: listOf(input.props.items).slice(0, each) } } },
    };
  });
  return [
    { ...form, props: { ...form.props, fields } },
    { component: "TextContent", props: { text: `Showing the first ${each} choices of long lists.`, size: "small" } },
  ];
}

function tableProps(props: UiNode["props"]): UiNode["props"] {
  const rows = listOf(props.rows).map((row) => listOf(row).map(cell));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = listOf(props.columns);
  const missing = Array.from(
    { length: Math.max(0, Math.min(width, 50) - columns.length) },
    (): UiNode => ({ component: "Col", props: { label: "", type: "string" } }),
  );
  const all = [...columns, ...missing];
  return { columns: all, rows: rows.map((row) => Array.from({ length: all.length }, (_, index) => row[index] ?? "")) };
}

/** Cells are words, numbers and what renderers draw in a cell; anything else is told in words. */
function cell(value: UiValue): UiValue {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return String(value);
  if (isUiNode(value) && isCell(value.component)) return value;
  return value === null ? "" : visibleText(value).replaceAll("\n", " ");
}

/** Items are told apart by their key: the second of two equal keys gets a number. */
function distinct(items: UiValue | undefined, key: string): UiValue[] {
  const seen = new Set<string>();
  return listOf(items).map((item) => {
    if (!isUiNode(item)) return item;
    const own = item.props[key];
    const wanted = typeof own === "string" ? own : "";
    let value = wanted || "item";
    for (let count = 2; seen.has(value); count++) value = `${wanted}-${count}`;
    seen.add(value);
    return { ...item, props: { ...item.props, [key]: value } };
  });
}

function sliderProps(props: UiNode["props"]): UiNode["props"] {
  const min = typeof props.min === "number" ? props.min : 0;
  const max = typeof props.max === "number" && props.max > min ? props.max : min + 100;
  const clamp = (value: UiValue): UiValue => (typeof value === "number" ? Math.min(max, Math.max(min, value)) : min);
  const chosen = Array.isArray(props.defaultValue) ? props.defaultValue.slice(0, 2).map(clamp) : [clamp(props.defaultValue ?? min)];
  const refined: UiNode["props"] = { ...props, min, max, defaultValue: chosen.length > 0 ? chosen : [min] };
  if (typeof props.step !== "number" || props.step <= 0) delete refined.step;
  return refined;
}

function listOf(value: UiValue | undefined): UiValue[] {
  return Array.isArray(value) ? value : [];
}
