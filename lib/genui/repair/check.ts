import { type Call, type Draft, isDynamic } from "../draft";
import type { Catalogue, ComponentSpec } from "../library/catalogue";
import type { Param, Slot } from "../library/slot";
import { fits, type Peek } from "./fits";
import type { ReportBuilder } from "./report";

/** Notes what is wrong with a call: its name, how many arguments it has, and which of them have the wrong type. */
export function checkCall(
  spec: ComponentSpec,
  call: Call,
  matched: ReadonlyMap<string, Draft>,
  catalogue: Catalogue,
  peek: Peek,
  report: ReportBuilder,
): void {
  const component = spec.name;
  if (call.name !== component)
    report.add("unknown-component", `There is no component '${call.name}'; it was read as ${component}.`, { component: call.name });
  if (call.args.length > spec.params.length)
    report.add("excess-args", `${component} takes ${spec.params.length} arguments, not ${call.args.length}.`, { component });
  for (const param of spec.params) {
    const value = peek(matched.get(param.name));
    if (value === undefined || value === null || isDynamic(value)) continue;
    if (!hasType(value, param.slot, catalogue, peek))
      report.add("type-mismatch", `${component}.${param.name} has another type than it should.`, { component, path: `/${param.name}` });
  }
}

/** Notes a required argument that is not there, or null. */
export function checkMissing(spec: ComponentSpec, param: Param, call: Call, report: ReportBuilder): void {
  const position = spec.params.indexOf(param);
  const isNull = call.args[position] === null || call.named.some(([name, value]) => name === param.name && value === null);
  const [code, what] = isNull ? (["null-required", "is null"] as const) : (["missing-required", "is missing"] as const);
  report.add(code, `${spec.name}.${param.name} is required and ${what}.`, { component: spec.name, path: `/${param.name}` });
}

/** Whether plain data is what the slot says, to the letter; components are judged where they are read. */
function hasType(value: Draft, slot: Slot, catalogue: Catalogue, peek: Peek): boolean {
  switch (slot.kind) {
    case "text":
      return typeof value === "string";
    case "choice":
      return slot.values.some((option) => option === value);
    case "list":
      return Array.isArray(value);
    case "action":
    case "node":
    case "any":
      return true;
    case "number":
    case "flag":
    case "fields":
    case "either":
      return fits(value, slot, catalogue, peek);
  }
}
