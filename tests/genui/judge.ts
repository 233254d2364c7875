import type { GenerationEvent } from "@/lib/generation/event";
import { DEFAULT_UI } from "@/lib/generation/request";
import { contentOf, unescape } from "@/lib/genui/read/envelope";
import type { Target } from "@/lib/genui/target";
import { toUi } from "@/lib/genui/to-ui";
import { createWrittenCalls } from "@/lib/upstream/compatible/written-calls";
import { oneByOne } from "@/tests/generation/batches";
import { type ClientParser, childrenOf, lostOf, type Parsed } from "./clients";

/** What a reader must get of what a model wrote. */
export interface Expected {
  /** Words that are to be read, and words that are not. */
  shows?: string[];
  hides?: string[];
  /** Components that are drawn, that are not, and how many of one. */
  draws?: string[];
  drawsNot?: string[];
  counts?: Record<string, number>;
  /** Numbers that charts draw, in their order. */
  charted?: (number | null)[];
  rows?: unknown[][];
  columns?: string[];
  /** `[component, prop, value]` */
  props?: [string, string, unknown][];
  /** The texts of the children of the root, in this order. */
  order?: string[];
  /** Calls of tools: name and arguments. */
  calls?: [string, unknown][];
}

export interface Case extends Expected {
  name: string;
  wrote: string | string[];
  /** Names of tools that the request offers. */
  tools?: string[];
}

export interface Answer {
  /** The text of the answer, piece by piece. */
  pieces: string[];
  calls: { name: string; args: string }[];
}

const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 };

/** What a server's answer is to the rest of us, once calls of these tools were taken out of its text. */
function* written(text: string, length: number, tools: readonly string[]): Generator<GenerationEvent> {
  const calls = createWrittenCalls(
    tools.map((name) => ({ name, description: null, parameters: null, strict: null })),
    { isBareToo: true },
  );
  const pieces = tools.length === 0 ? null : calls;
  let count = 0;
  yield { type: "text-start", id: "m" };
  const tell = function* (parts: ReturnType<typeof calls.push>): Generator<GenerationEvent> {
    for (const part of parts) {
      const id = `fc_${count++}`;
      if (typeof part === "string") yield { type: "text-delta", id: "m", delta: part };
      else
        yield* [
          { type: "tool-call-start" as const, id, callId: id, name: part.name },
          { type: "tool-call-delta" as const, id, delta: part.args },
          { type: "tool-call-end" as const, id },
        ];
    }
  };
  for (let at = 0; at < text.length; at += length) {
    const piece = text.slice(at, at + length);
    yield* tell(pieces ? pieces.push(piece) : [piece]);
  }
  yield* tell(pieces?.end() ?? []);
  yield { type: "text-end", id: "m" };
  yield { type: "finish", reason: "stop", usage };
}

/** What becomes of a text that comes in pieces of `length` characters, where the request offered these tools. */
export async function answerTo(text: string, length: number, target: Target, tools: readonly string[] = []): Promise<Answer> {
  const answer: Answer = { pieces: [], calls: [] };
  const hear = (event: GenerationEvent): void => {
    if (event.type === "text-delta") answer.pieces.push(event.delta);
    if (event.type === "tool-call-start") answer.calls.push({ name: event.name, args: "" });
    const call = answer.calls.at(-1);
    if (event.type === "tool-call-delta" && call) call.args += event.delta;
  };
  for await (const batch of toUi(oneByOne(written(text, length, tools)), DEFAULT_UI, target)) batch.forEach(hear);
  return answer;
}

/** The program in what has come, as a client takes it out of its envelope. */
export function programIn(text: string): string {
  return text.includes("<content") ? unescape(contentOf(text).replace(/^```[^\n]*\n/, "")).replace(/```$/, "") : text;
}

/** What went wrong at any moment for a client that draws with `parser`; null when nothing did. */
export function faultWhileStreaming(pieces: readonly string[], parser: ClientParser): { last: Parsed | null; fault: string | null } {
  let seen = "";
  let before: string[] = [];
  let last: Parsed | null = null;
  for (const piece of pieces) {
    seen += piece;
    const program = programIn(seen);
    if (!program.includes("\n")) continue;
    last = parser.set(program);
    if (!last.root) return { last, fault: `no root: ${program}` };
    const now = childrenOf(last.root).map((child) => `${child.typeName}${wordsIn(child.props)}`);
    const lost = lostOf(before, now);
    if (lost !== null) return { last, fault: `taken back: ${lost}` };
    before = now;
  }
  return { last, fault: null };
}

function wordsIn(props: unknown): string {
  return JSON.stringify(props, (key, value: unknown) => (key === "partial" ? undefined : value));
}

interface Node {
  typeName: string;
  props: Record<string, unknown>;
}

const SILENT = new Set(
  "name type variant size layout src url id icon triggerIcon rules action mode direction bgImageSrc gap shape iconVariant iconSize subtextVariant rightVariant defaultValue imagesSrc typeName statementId".split(
    " ",
  ),
);
/** Components of which `value` is an id. */
const KEYED = new Set(["TabItem", "AccordionItem", "SectionBlockItem", "SelectItem", "RadioItem", "ChipItem", "OptionCard", "SectionItem"]);

export function nodesIn(root: unknown): Node[] {
  const nodes: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === "object" && value !== null) {
      if (isNode(value)) nodes.push(value);
      for (const item of Object.values(isNode(value) ? value.props : value)) visit(item);
    }
  };
  visit(root);
  return nodes;
}

function isNode(value: object): value is Node {
  return "typeName" in value && "props" in value;
}

/** What a reader sees, one text a line: words and numbers, no settings. */
export function readIn(root: unknown): string {
  const texts: string[] = [];
  const visit = (value: unknown, key: string, owner: string): void => {
    if (typeof value === "string" || typeof value === "number") {
      if (!SILENT.has(key) && owner !== "Icon" && !(key === "value" && KEYED.has(owner))) texts.push(String(value));
    } else if (Array.isArray(value)) for (const item of value) visit(item, key, owner);
    else if (typeof value === "object" && value !== null)
      for (const [name, item] of Object.entries(isNode(value) ? value.props : value))
        visit(item, name, isNode(value) ? value.typeName : owner);
  };
  visit(root, "", "");
  return texts.join("\n");
}

interface Series {
  values?: unknown[];
  props?: { values?: unknown[] };
}

/** How what is drawn differs from what is expected; an empty list when it does not. */
export function differences(root: Node | null, expected: Expected): string[] {
  const nodes = nodesIn(root);
  const names = nodes.map((node) => node.typeName);
  const read = readIn(root);
  const faults: string[] = [];
  const demand = (holds: boolean, what: string): unknown => holds || faults.push(what);
  for (const text of expected.shows ?? []) demand(read.includes(text), `not shown: ${text}`);
  for (const text of expected.hides ?? []) demand(!read.includes(text), `shown: ${text}`);
  for (const name of expected.draws ?? []) demand(names.includes(name), `no ${name}`);
  for (const name of expected.drawsNot ?? []) demand(!names.includes(name), `a ${name}`);
  for (const [name, count] of Object.entries(expected.counts ?? {})) {
    const found = names.filter((one) => one === name).length;
    demand(found === count, `${found} ${name}`);
  }
  for (const [name, prop, value] of expected.props ?? []) {
    const found = nodes.filter((node) => node.typeName === name).map((node) => node.props[prop]);
    demand(
      found.some((one) => JSON.stringify(one) === JSON.stringify(value)),
      `${name}.${prop} is ${JSON.stringify(found)}`,
    );
  }
  const table = nodes.find((node) => node.typeName === "Table");
  if (expected.rows)
    demand(JSON.stringify(table?.props.rows) === JSON.stringify(expected.rows), `rows ${JSON.stringify(table?.props.rows)}`);
  const labels = nodes.filter((node) => node.typeName === "Col").map((node) => node.props.label);
  if (expected.columns) demand(JSON.stringify(labels) === JSON.stringify(expected.columns), `columns ${JSON.stringify(labels)}`);
  const charted = chartedIn(nodes);
  if (expected.charted) demand(JSON.stringify(charted) === JSON.stringify(expected.charted), `charted ${JSON.stringify(charted)}`);
  const places = (expected.order ?? []).map((text) => read.indexOf(text));
  demand(
    places.every((at, index) => at !== -1 && at >= (places[index - 1] ?? 0)),
    `order ${places.join(", ")} in ${read}`,
  );
  return faults;
}

function chartedIn(nodes: readonly Node[]): unknown[] {
  return nodes.flatMap(({ props }) => {
    const series = (Array.isArray(props.series) ? props.series : []) as Series[];
    const slices = (Array.isArray(props.slices) ? props.slices : []) as { value?: unknown }[];
    return [...series.flatMap((one) => one.values ?? one.props?.values ?? []), ...slices.map(({ value }) => value)];
  });
}
