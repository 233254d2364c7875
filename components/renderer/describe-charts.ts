const SERIES = ".recharts-bar, .recharts-line, .recharts-area, .recharts-pie, .recharts-scatter, .recharts-radar, .recharts-radial-bar";
const LEGEND = '[data-legend-name], [class*="legend__item-label-text"], [class*="legend-item-label"], .recharts-legend-item-text';
const LEGEND_VALUE = '[data-legend-value], [class*="legend__item-value"]';
const WORDS_MAX = 12;
/** A chart with what belongs to it: of the package of the C1 format, or drawn by `openui/`. */
const CHART = ".c1-chart-wrapper, [data-chart]";
const HEADING = ".c1-inline-header-heading, h4";

/**
 * Gives each chart one named picture: its heading, what is on its axis and its series, as they are written around it.
 * A chart is drawn from several pictures (axis, plot, glow); those without a series of their own are for the eye only.
 */
export function describeCharts(host: HTMLElement): void {
  for (const chart of host.querySelectorAll<HTMLElement>(CHART)) {
    const pictures = [...chart.querySelectorAll<SVGElement>("svg.recharts-surface")].filter(
      (svg) => svg.parentElement?.closest("svg") === null,
    );
    const plot = pictures.findLast((svg) => svg.querySelector(SERIES)) ?? pictures.at(-1);
    for (const picture of pictures) {
      if (picture === plot) name(picture, describe(chart));
      else hide(picture);
    }
  }
  for (const picture of host.querySelectorAll<SVGElement>("svg.recharts-surface:not([aria-label]):not([aria-hidden])")) {
    if (!picture.closest(CHART)) name(picture, "Chart");
  }
}

function describe(chart: HTMLElement): string {
  const heading = textsOf(chart, HEADING)[0] ?? "";
  const points = listed(textsOf(chart, '[class*="x-axis-tick"], .recharts-polar-angle-axis-tick-value'));
  const series = listed(legendOf(chart));
  return [heading ? `Chart: ${heading}` : "Chart", points && `Along the axis: ${points}`, series && `Legend: ${series}`]
    .filter(Boolean)
    .join(". ");
}

function name(picture: SVGElement, label: string): void {
  set(picture, "role", "img");
  set(picture, "aria-label", label);
  quiet(picture);
}

function hide(picture: SVGElement): void {
  set(picture, "aria-hidden", "true");
  quiet(picture);
}

/** Parts of a picture are neither pictures without a name nor stops of the Tab key at which nothing happens. */
function quiet(picture: SVGElement): void {
  if (picture.getAttribute("tabindex") === "0") picture.setAttribute("tabindex", "-1");
  for (const part of picture.querySelectorAll('[role="img"]')) part.setAttribute("role", "none");
  for (const part of picture.querySelectorAll('[tabindex="0"]')) part.setAttribute("tabindex", "-1");
}

/** A legend may show each part's share beside its name. */
function legendOf(chart: HTMLElement): string[] {
  const names = textsOf(chart, LEGEND);
  const values = [...chart.querySelectorAll(LEGEND_VALUE)].map((element) => element.textContent?.trim() ?? "");
  return values.length === names.length ? names.map((text, index) => `${text} ${values[index]}`) : names;
}

function textsOf(chart: HTMLElement, selector: string): string[] {
  // A label that is cut or broken into lines has its whole text beside it.
  const texts = [...chart.querySelectorAll(selector)].map((element) =>
    (element.getAttribute("data-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim(),
  );
  return [...new Set(texts.filter((text) => text !== ""))];
}

function listed(texts: string[]): string {
  return texts.length > WORDS_MAX ? `${texts.slice(0, WORDS_MAX).join(", ")} and ${texts.length - WORDS_MAX} more` : texts.join(", ");
}

function set(element: Element, attribute: string, value: string): void {
  if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}
