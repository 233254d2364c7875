import { type Call, type Draft, type Fields, isCall, isFields } from "../draft";

const NAMED = ["component", "typeName", "type"];
const PROPS = ["props", "properties"];
const NAME = /^[A-Z][A-Za-z0-9_]{0,63}$/;

/** An object that is a component in JSON as the call it stands for: `{"component": "Header", "props": {"title": "Sales"}}`; else as it is. */
export function asCall(fields: Fields): Call | Fields {
  const entry = (keys: readonly string[]): Draft | undefined => fields.entries.find(([key]) => keys.includes(key))?.[1];
  const component = entry(["component"]);
  // The older format keeps its one component in an object of its own.
  if (isCall(component)) return component;
  const name = entry(NAMED);
  const props = entry(PROPS);
  if (typeof name !== "string" || name === "") return fields;
  const isType = !fields.entries.some(([key]) => key === "component" || key === "typeName");
  if (isType && !(isFields(props) || (NAME.test(name) && fields.entries.some(([key]) => key === "children")))) return fields;
  const own = fields.entries.filter(([key]) => !NAMED.includes(key) && !PROPS.includes(key) && key !== "id" && key !== "error");
  const rest = isType || isFields(props) ? own : fields.entries.filter(([key]) => key !== "component" && key !== "typeName");
  return { kind: "call", name, args: [], named: isFields(props) ? [...props.entries, ...own] : rest };
}

/** Whether a value has a component in it. */
export function holdsComponent(value: Draft, depth = 0): boolean {
  if (isCall(value)) return true;
  if (depth > 4) return false;
  if (Array.isArray(value)) return value.some((item) => holdsComponent(item, depth + 1));
  return isFields(value) && value.entries.some(([, item]) => holdsComponent(item, depth + 1));
}
