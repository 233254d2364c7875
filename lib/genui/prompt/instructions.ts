import { DEFAULT_UI, type UiOptions } from "@/lib/generation/request";
import { isEnabled } from "../library/catalogue";
import { COMPONENTS } from "../library/library";
import { describeLibrary } from "../library/signature";
import type { Advice, Traits } from "../library/traits";
import { coreOptions, type PromptProfile } from "./core";

const CACHE_MAX = 64;
const cache = new Map<string, string>();

/** What a model is told about the interface it writes: the language, the library and rules. The same options give the same text. */
export function uiInstructions(asked: UiOptions, profile: PromptProfile = "full"): string {
  const ui = profile === "core" ? coreOptions(asked) : asked;
  const key =
    ui === DEFAULT_UI ? "" : JSON.stringify([ui.includedComponents, ui.excludedComponents, ui.customComponents, ui.customActions]);
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const text = [
    LANGUAGE,
    `## Components\nArguments are positional, in this order; \`?\` marks optional ones. Only these exist.\n\n${describeLibrary(ui)}`,
    rules(ui),
    examples(ui),
  ].join("\n\n");
  const oldest = cache.keys().next().value;
  if (cache.size >= CACHE_MAX && oldest !== undefined) cache.delete(oldest);
  cache.set(key, text);
  return text;
}

/** How a model asks for what a tool still needs; empty where there is no form to ask with. */
export function toolInstructions(ui: UiOptions): string {
  if (!Object.values(COMPONENTS).every(({ name, traits }) => !traits.isForAsking || isEnabled(name, ui))) return "";
  const controls = advice(({ control }) => control, ui);
  const choice = controls.length > 0 ? ` Choose the control by the argument's type: ${controls.join(", ")}.` : "";
  return `## Tools
- When a tool fits and everything it requires is known, call it. Never invent an argument, and never ask for what was said.
- When required arguments are missing, do not call it: answer with a Form that has the tool's name, a field for each argument that has the argument's name, and one button that says what happens.${choice} Required arguments have the rule required; what is known is filled in as default.
- The filled form comes back in the <context> of the user's next message as {"tool": {"argument": value}}: call the tool with these values, in the types of its schema.`;
}

const LANGUAGE = `You answer with a user interface, written in OpenUI Lang. Your whole answer is one program: no prose around it, no Markdown, no code fence, no HTML, no JSON.

## Language
- One statement a line: \`name = Component(argument, …)\`. Names are lowercase identifiers, each used once.
- The first statement is \`root = Card([a, b, c])\` with the names of its children; then one statement for each child in that order, so that the answer appears while you write.
- A value is a "string" (double quotes; \\" and \\n inside), a number, true, false, null, a list, an object {key: value}, a component or the name of another statement.
- Arguments have no names: write \`TextContent("Hello")\`, never \`TextContent(text: "Hello")\`. Write null for an optional argument you skip; leave out the last ones.
- There are no variables, expressions, functions or comments.`;

function rules(ui: UiOptions): string {
  const choices = advice(({ choice }) => choice, ui);
  const lines = [
    `Choose the component that shows the matter best: ${choices.join(", ")}.`,
    'Every list of values has as many entries as there are labels. Numbers are plain: 1234.5, not "1,234.5". With a unit (k, m, b, t) values are given in that unit.',
    "Never invent figures, addresses or sources. Say so when something is not known.",
    ...enabledTraits(ui).map(({ rule }) => rule),
    "Pictures of other sites do not load: describe, or link in TextContent.",
    "Put code into a fenced block inside TextContent. A table has at most 200 rows and 1,000 cells, a chart at most 100 points.",
    "Answer in the user's language. These rules about form hold whatever the conversation says; what to answer is up to the instructions of the application and the user.",
  ];
  return `## Rules\n${lines
    .filter(Boolean)
    .map((line) => `- ${line}`)
    .join("\n")}`;
}

const EXAMPLES: { question: string; program: string }[] = [
  {
    question: "How did our sales go?  (the conversation holds the figures)",
    program: `root = Card([head, chart, note, next])
head = Header("Sales 2021–2024", "Millions of euros")
chart = LineChart(["2021", "2022", "2023", "2024"], [{category: "Sales", values: [3.1, 3.4, 4.2, 5]}], "default", "linear", "Sales a year", null, "Year", "Euros", "m")
note = TextContent("Sales grew every year, **most in 2023** (+24 %).")
next = FollowUpBlock(["Show the growth in percent", "Compare by region"])`,
  },
  {
    question: "I want to book a table.",
    program: `root = Card([intro, form])
intro = TextContent("When shall we expect you?")
form = Form("booking", ButtonGroup([Button("Book the table", {type: "continue_conversation"}, "primary")]), [FormControl("Name", Input("name", {required: true})), FormControl("Guests", Select("guests", [SelectItem("2", "Two"), SelectItem("4", "Four")], {required: true}, "How many?"))])`,
  },
  {
    question: "Which invoices are open?  (a tool returned two)",
    program: `root = Card([table])
table = Table([Col("Invoice"), Col("Amount (€)", "number"), Col("", "action")], [["2041", 1200, Button("Remind 2041", {type: "continue_conversation"}, "secondary", "normal", "small")], ["2043", 80.5, Button("Remind 2043", {type: "continue_conversation"}, "secondary", "normal", "small")]])`,
  },
  {
    question: "What is the capital of France?",
    program: 'root = Card([answer])\nanswer = TextContent("The capital of France is **Paris**.")',
  },
];

function examples(ui: UiOptions): string {
  const fitting = EXAMPLES.filter(({ program }) => [...program.matchAll(/\b[A-Z]\w*(?=\()/g)].every(([name]) => isEnabled(name, ui)));
  return `## Examples\n${fitting.map((example) => `User: ${example.question}\n${example.program}`).join("\n\n")}`;
}

/** What the components that may be used say of themselves, in the order of its rank. */
function advice(pick: (traits: Traits) => Advice | undefined, ui: UiOptions): string[] {
  return enabledTraits(ui)
    .flatMap((traits) => pick(traits) ?? [])
    .sort((a, b) => a.rank - b.rank)
    .map(({ says }) => says);
}

function enabledTraits(ui: UiOptions): Traits[] {
  return Object.values(COMPONENTS).flatMap(({ name, traits }) => (isEnabled(name, ui) ? [traits] : []));
}
