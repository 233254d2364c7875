import type { UiNode } from "@/lib/genui/tree";
import { fieldOf } from "../form/field";
import { controlOf } from "../form/show";
import type { Conversation } from "../turn";
import { buttons, callout, card, facts, figures, followUps, header, node, paragraph, say } from "../ui";
import { type ChartPart, extended, readScaffold, type ScaffoldPlan } from "./read";

export const SAMPLE_NOTE = { title: "Sample data", description: "Every value below is a placeholder." };

/** A design with placeholders, labelled as such before anything else; null when no design is asked for. */
export function scaffoldAnswer(text: string): UiNode | null {
  const plan = readScaffold(text);
  return plan && show(plan);
}

/** An earlier design with the part that this turn adds. */
export function followScaffold(conversation: Conversation): UiNode | null {
  const { text } = conversation.last;
  if (text.length > 400) return null;
  const turns = conversation.earlier.flatMap((entry) => (entry.type === "user" ? [entry.turn.text] : []));
  const at = turns.findLastIndex((turn) => readScaffold(turn) !== null);
  const first = turns[at];
  if (first === undefined) return null;
  const before = turns.slice(at + 1).reduce((request, turn) => extended(request, turn) ?? request, first);
  const request = extended(before, text);
  return request === null ? null : scaffoldAnswer(request);
}

function show(plan: ScaffoldPlan): UiNode {
  return card([
    callout("warning", SAMPLE_NOTE.title, SAMPLE_NOTE.description),
    header(plan.title, "A design with placeholders"),
    ...body(plan),
    ...(plan.layout === "pricing" ? [] : plan.charts.flatMap((chart) => drawn(chart, plan.title))),
    ...(plan.table ? [tableOf(plan.table, plan.layout === "parts" ? plan.count : null)] : []),
    followUps(["Add a bar chart of signups", "Add a table with columns name, status and date"]),
  ]);
}

function body(plan: ScaffoldPlan): UiNode[] {
  switch (plan.layout) {
    case "parts":
      return [];
    case "pricing":
      return [pricing(plan)];
    case "settings":
    case "tabs":
      return [tabs(plan)];
    case "board":
      return [board(plan)];
    case "profile":
      return profile(plan);
    case "questions":
      return [questions(plan)];
    case "listing":
      return [listing(plan)];
    case "steps":
      return [steps(plan)];
    case "landing":
      return landing();
    case "dashboard": {
      const isBare = plan.charts.length === 0 && plan.table === null;
      const own = isBare ? [...drawn({ kind: "line", of: "" }, plan.title), tableOf({ of: "", columns: [] })] : [];
      return [
        ...(plan.figures.length > 0
          ? [figures(plan.figures.map((title) => ({ title: capital(title), value: String(sample(title)), note: "placeholder" })))]
          : []),
        ...own,
      ];
    }
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A placeholder number that depends on its name alone. */
function sample(name: string, low = 10, high = 99): number {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return low + (((hash * 7919) % 1_000_003) % (high - low + 1));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"];

function drawn(chart: ChartPart, title: string): UiNode[] {
  const name = capital(chart.of === "" ? "Sample series" : chart.of);
  const labels = chart.kind === "line" || chart.kind === "area" ? MONTHS : ["A", "B", "C", "D"];
  const values = labels.map((label) => sample(`${title} ${name} ${label}`));
  const heading = node("InlineHeader", { heading: name, description: "Sample" });
  if (chart.kind === "pie" || chart.kind === "donut")
    return [heading, node("PieChart", { slices: labels.map((category, i) => ({ category, value: values[i] ?? 0 })), variant: chart.kind })];
  const component = { line: "LineChart", area: "AreaChart", bar: "BarChart" }[chart.kind];
  const variant = chart.kind === "bar" ? "grouped" : "linear";
  return [heading, node(component, { labels, series: [{ category: name, values }], type: "default", variant })];
}

const isNumeric = (column: string): boolean =>
  /\b(?:amount|price|total|count|number|quantity|qty|sales|revenue|score|age|orders?|salary|change|growth|spend|value|stock|rating|cost|hours|beds?)\b/i.test(
    column,
  );

const ROWS = 4;

function tableOf({ of, columns }: { of: string; columns: string[] }, count: number | null = null): UiNode {
  const thing = capital(
    of
      .replace(/^(?:top|recent|latest|all|active|new)\s+/i, "")
      .replace(/ies$/i, "y")
      .replace(/([^s])s$/i, "$1") || "Item",
  );
  const names = columns.length >= 2 ? columns : [thing, "Status", "Value"];
  return node("Table", {
    columns: names.map((label) => node("Col", { label: capital(label), type: isNumeric(label) ? "number" : "string" })),
    rows: Array.from({ length: count ?? ROWS }, (_, i) => i + 1).map((row) =>
      names.map((name, i) =>
        i === 0
          ? `${columns.length >= 2 ? capital(name) : thing} ${row}`
          : isNumeric(name)
            ? sample(`${name} ${row}`)
            : `${capital(name)} ${row}`,
      ),
    ),
  });
}

const named = (items: string[], count: number | null, fallback: string[], word: string): string[] => {
  if (items.length >= 2) return items.map(capital);
  const wanted = count ?? fallback.length;
  return Array.from({ length: wanted }, (_, i) => fallback[i] ?? `${word} ${i + 1}`);
};

function pricing(plan: ScaffoldPlan): UiNode {
  const plans = named(plan.items, plan.count, ["Plan A", "Plan B", "Plan C"], "Plan");
  return node("CompositeCardBlock", {
    items: plans.map((name, i) =>
      node("CompositeCardItem", {
        id: `plan-${i + 1}`,
        header: node("Text", { variant: "text", value: name, subtext: "Sample plan", size: "md" }),
        body: [node("List", { items: [1, 2, 3].map((n) => node("ListItem", { title: `Feature ${n}` })), variant: "number" })],
        footer: {
          price: node("BoldText", { variant: "text", value: `$${(i + 1) * 10}`, subtext: "a month, sample" }),
          button: say(`Choose ${name}`),
        },
      }),
    ),
    layout: "grid",
    responsive: true,
  });
}

const TAB_FIELDS: [RegExp, string[]][] = [
  [/profile|account|general|personal/i, ["name", "email", "bio"]],
  [/notif|alerts?|emails?/i, ["email notifications (yes/no)", "push notifications (yes/no)", "frequency (Daily, Weekly, Never)"]],
  [/billing|payment|plan|subscription/i, ["billing email", "plan (Plan A, Plan B)", "billing address"]],
  [/security|password|privacy/i, ["current password", "new password", "two-factor authentication (yes/no)"]],
  [/appearance|theme|display/i, ["theme (Light, Dark)", "language"]],
];

function tabs(plan: ScaffoldPlan): UiNode {
  const names =
    plan.tabs.length >= 2
      ? plan.tabs.map(capital)
      : plan.layout === "settings"
        ? ["Profile", "Notifications", "Security"]
        : ["Tab 1", "Tab 2", "Tab 3"];
  return node("Tabs", {
    children: names
      .slice(0, 8)
      .map((name, i) => node("TabItem", { value: `tab-${i + 1}`, triggerText: name, children: tabContent(name, plan) })),
  });
}

function tabContent(name: string, plan: ScaffoldPlan): UiNode[] {
  const phrases =
    TAB_FIELDS.find(([pattern]) => pattern.test(name))?.[1] ??
    (plan.layout === "settings" ? [`${name} option A (yes/no)`, `${name} note`] : []);
  const fields = phrases.map((phrase) => fieldOf(phrase, { allRequired: false })).filter((field) => field !== null);
  if (fields.length > 0)
    return [
      node("Form", {
        name: `settings_${name.toLowerCase().replace(/\W+/g, "_")}`,
        buttons: buttons([say("Save", "primary")]),
        fields: fields.map(controlOf),
      }),
    ];
  return [paragraph(`Placeholder for ${name}.`), tableOf({ of: name, columns: [] })];
}

function board(plan: ScaffoldPlan): UiNode {
  const columns = named(plan.items, plan.count, ["To do", "In progress", "Done"], "Column");
  return node("CompositeCardBlock", {
    items: columns.slice(0, 6).map((name, i) =>
      node("CompositeCardItem", {
        id: `column-${i + 1}`,
        header: node("Text", { variant: "text", value: name, size: "md" }),
        body: [
          node("List", {
            items: [1, 2, 3].map((n) => node("ListItem", { title: `Task ${i * 3 + n}`, subtitle: "Placeholder" })),
            variant: "number",
          }),
        ],
      }),
    ),
    layout: "grid",
    responsive: true,
  });
}

function profile(plan: ScaffoldPlan): UiNode[] {
  const rows = plan.figures.length > 0 ? plan.figures : ["name", "role", "location", "email"];
  return [
    facts(
      rows.map((label) => ({
        label: capital(label),
        value: /e-?mail/i.test(label) ? "name@example.com" : isNumeric(label) ? String(sample(label)) : `Sample ${label}`,
      })),
    ),
    buttons([say("Follow", "primary"), say("Message")]),
  ];
}

function questions(plan: ScaffoldPlan): UiNode {
  return node("Accordion", {
    children: named(plan.items, plan.count, ["Question 1", "Question 2", "Question 3"], "Question").map((name, i) =>
      node("AccordionItem", { value: `question-${i + 1}`, triggerText: name, children: [paragraph(`Placeholder for answer ${i + 1}.`)] }),
    ),
  });
}

function listing(plan: ScaffoldPlan): UiNode {
  return node("CompositeCardBlock", {
    items: named(plan.items, plan.count, ["Product 1", "Product 2", "Product 3", "Product 4"], "Product").map((name, i) =>
      node("CompositeCardItem", {
        id: `product-${i + 1}`,
        header: node("Text", { variant: "text", value: name, subtext: "Sample description", size: "md" }),
        body: [node("TagBlock", { children: [node("Tag", { text: `Rating ${1 + (sample(name) % 5)} of 5`, variant: "neutral" })] })],
        footer: { price: node("BoldText", { variant: "text", value: `$${sample(name)}`, subtext: "sample" }), button: say(`View ${name}`) },
      }),
    ),
    layout: "grid",
    responsive: true,
  });
}

function steps(plan: ScaffoldPlan): UiNode {
  return node("Steps", {
    children: named(plan.items, plan.count, ["Step 1", "Step 2", "Step 3", "Step 4"], "Step").map((title) =>
      node("StepsItem", { title, details: "Placeholder" }),
    ),
  });
}

function landing(): UiNode[] {
  return [
    paragraph("Placeholder for the headline and one sentence below it."),
    buttons([say("Get started", "primary"), say("Learn more")]),
    node("ContextCardBlock", {
      items: [1, 2, 3].map((n) => node("ContextCardItem", { id: `feature-${n}`, title: `Feature ${n}`, body: "Placeholder" })),
      layout: "grid",
      responsive: true,
    }),
  ];
}
