import { createParser } from "@openuidev/lang-core";
import { collect } from "@/lib/generation/collect";
import type { Item } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { library, ROOT } from "@/lib/genui/library/library";
import { offline } from "@/lib/offline/offline";
import { type Case, caseRequest, message } from "./case";

export interface Element {
  typeName: string;
  props: Record<string, unknown>;
}

export interface Outcome {
  text: string;
  calls: { name: string; arguments: unknown }[];
  finishReason: string;
  /** Why the interface is not valid; empty when it is. */
  faults: string[];
  root: Element | null;
}

const parser = createParser(library.toJSONSchema(), ROOT);

export async function generate(request: GenerationRequest): Promise<Outcome> {
  const result = await collect(offline.stream(request, new AbortController().signal));
  const text = result.items
    .map((item) => (item.type === "message" ? item.content.map((part) => (part.type === "output_text" ? part.text : "")).join("") : ""))
    .join("");
  const calls = result.items.flatMap((item) =>
    item.type === "function_call" ? [{ name: item.name, arguments: JSON.parse(item.arguments) as unknown }] : [],
  );
  const isUi = calls.length === 0 && request.outputFormat.type === "text";
  const parsed = isUi ? parser.parse(text) : null;
  const faults =
    parsed === null
      ? []
      : [
          ...(parsed.root ? [] : ["no root"]),
          ...parsed.meta.errors.map((error) => JSON.stringify(error)),
          ...parsed.meta.unresolved.map((name) => `unresolved ${name}`),
          ...(parsed.meta.incomplete ? ["incomplete"] : []),
        ];
  return { text, calls, finishReason: result.finishReason, faults, root: parsed?.root ?? null };
}

/** Plays a case turn by turn; the outcome is the last answer's. */
export async function play(one: Case): Promise<Outcome> {
  const input: Item[] = [];
  let outcome: Outcome | null = null;
  for (const [i, turn] of one.turns.entries()) {
    input.push(message("user", turn));
    if (one.result !== undefined && i === one.turns.length - 1) {
      input.push({
        type: "function_call",
        id: "fc_1",
        call_id: "call_1",
        name: one.tools?.[0]?.name ?? "tool",
        arguments: "{}",
        status: "completed",
      });
      input.push({ type: "function_call_output", id: "fo_1", call_id: "call_1", output: one.result, status: "completed" });
    }
    outcome = await generate(caseRequest(one, [...input]));
    input.push(message("assistant", outcome.text));
  }
  if (!outcome) throw new Error(`${one.id} has no turns.`);
  return outcome;
}

export function isElement(value: unknown): value is Element {
  return typeof value === "object" && value !== null && "typeName" in value && "props" in value;
}

export const childrenOf = (root: Element | null): Element[] =>
  Array.isArray(root?.props.children) ? root.props.children.filter(isElement) : [];

export function find(root: Element | null, typeName: string): Element | undefined {
  return childrenOf(root).find((child) => child.typeName === typeName);
}

const CHARTS: Record<string, string> = {
  LineChart: "line",
  AreaChart: "area",
  BarChart: "bar",
  HorizontalBarChart: "horizontal",
  PieChart: "pie",
  ScatterChart: "scatter",
  RadarChart: "radar",
  RadialChart: "radial",
  SegmentedBar: "segmented",
};

/** What kind of answer a reader sees. */
export function kindOf(outcome: Outcome): string {
  if (outcome.calls.length > 0) return "calls";
  const children = childrenOf(outcome.root);
  const titles = children.map((child) => child.props.title);
  if (titles.includes("The offline engine cannot do this")) return "decline";
  if (titles.includes("The tool reported an error")) return "error";
  if (titles.includes("Nothing was stored or sent")) return "record";
  if (titles.includes("From this conversation")) return "recall";
  if (titles.includes("Not said so far")) return "recall";
  if (titles.includes("Noted")) return "noted";
  if (titles[0] === "Sample data") return "sample";
  if (titles.includes("Vitrine’s offline engine")) return "intro";
  if (children.some((child) => child.typeName === "Form")) return "form";
  for (const child of children) {
    const chart = CHARTS[child.typeName];
    if (chart === "bar" && child.props.variant === "stacked") return "stacked";
    if (chart === "pie" && child.props.variant === "donut") return "donut";
    if (chart) return chart;
  }
  if (children.some((child) => child.typeName === "OverviewCardBlock" || child.typeName === "EntityList")) return "cards";
  return children.some((child) => child.typeName === "Table") ? "table" : "text";
}
