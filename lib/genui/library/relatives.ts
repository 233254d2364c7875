/** A component of no library here, told by ones that are: texts that begin with `$` are its arguments, objects with `is` are components. */
export interface Relative {
  /** Its arguments in order, each with other names for it. */
  takes: readonly (readonly string[])[];
  /** What it becomes; null when it is nothing to be seen. */
  becomes: Shape | null;
}

export type Shape = string | null | Shape[] | { is: string; [prop: string]: Shape };

const FIGURE: Relative = {
  takes: [
    ["title", "label", "name", "heading", "description", "metric"],
    ["value", "amount", "number", "stat", "figure"],
    ["change", "delta", "trend", "diff", "subtext", "subtitle", "caption", "helptext", "detail", "sublabel"],
  ],
  becomes: {
    is: "OverviewCardItem",
    top: { is: "Text", variant: "text", value: "$0", size: "sm" },
    bottom: { is: "MetricIndicatorInline", value: "$1", subtext: "$2" },
  },
};
const PROGRESS: Relative = {
  takes: [
    ["label", "title", "name", "text"],
    ["value", "percent", "progress", "percentage", "current"],
  ],
  becomes: { is: "EntityList", rows: [{ is: "", left: "$0", right: "$1%" }] },
};
const CODE: Relative = {
  takes: [
    ["language", "lang"],
    ["codeString", "code", "content", "text", "value", "children"],
  ],
  becomes: { is: "TextContent", text: "```$0\n$1\n```" },
};
const LINK: Relative = {
  takes: [
    ["label", "text", "title", "children", "content"],
    ["url", "href", "link", "to"],
  ],
  becomes: { is: "TextContent", text: "[$0]($1)" },
};
const NOTHING: Relative = { takes: [], becomes: null };

/** What models invent most, by the letters of its name. */
const RELATIVES: Record<string, Relative> = {
  stat: FIGURE,
  statcard: FIGURE,
  statistic: FIGURE,
  stattile: FIGURE,
  kpi: FIGURE,
  kpicard: FIGURE,
  metric: FIGURE,
  metriccard: FIGURE,
  scorecard: FIGURE,
  numbercard: FIGURE,
  datatile: FIGURE,
  progress: PROGRESS,
  progressbar: PROGRESS,
  meter: PROGRESS,
  gauge: PROGRESS,
  codeblock: CODE,
  code: CODE,
  codesnippet: CODE,
  link: LINK,
  anchor: LINK,
  hyperlink: LINK,
  separator: NOTHING,
  divider: NOTHING,
  spacer: NOTHING,
  hr: NOTHING,
};

export function relativeOf(name: string): Relative | null {
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return Object.hasOwn(RELATIVES, key) ? (RELATIVES[key] ?? null) : null;
}
