import { expect, type Page, test } from "@playwright/test";
import { wrap } from "@/lib/genui/read/envelope";
import { contrast } from "./measure";
import type { Seen, Show } from "./renderer-entry";
import { RENDERERS, sharePage } from "./renderer-page";

test.setTimeout(120_000);

const DASHBOARD = `root = Card([text, kpis, area, table, shares])
text = TextContent("There are **61,400** customers.")
kpis = OverviewCardBlock([OverviewCardItem("a", IconText(Icon("home"), "info", "m", "Customers", "Active", true, "horizontal"), MetricIndicatorInline("61,400", "a month", {direction: "up", value: 4.2})), OverviewCardItem("b", IconText(Icon("pie-chart"), "info", "m", "Churn rate", "Monthly", true, "horizontal"), MetricIndicatorInline("1.9 %", "a month", {direction: "down", value: 0.4})), OverviewCardItem("c", IconText(Icon("wallet"), "info", "m", "Revenue", "Net", true, "horizontal"), MetricIndicatorInline("1.2 m", "a month", {direction: "down", value: 3})), OverviewCardItem("d", IconText(Icon("cloud"), "info", "m", "Temperature", "Outside", true, "horizontal"), MetricIndicatorInline("12°", "a month", {direction: "up", value: 2}))], "grid", true)
area = AreaChart(["Jan", "Feb"], [{category: "Sign-ups", values: [1200, 1800]}, {category: "p50 latency", values: [900, 950]}], "default", "linear", "Traffic")
table = Table([Col("Region"), Col("Customers", "number"), Col("Year", "number"), Col("Do", "action")], [["North", 49800, 2024, Button("Write a mail")], ["South", 11600, 2025, Button("Write a mail")]])
shares = RadialChart([{category: "Done", value: 64}, {category: "Open", value: 36}], "Progress")`;
const REST = `root = Card([tabs, bars, cards, code, list, steps])
tabs = Tabs([TabItem("m", "Monthly", [TextContent("Billed every month.")]), TabItem("y", "Yearly", [TextContent("Billed once.")])])
bars = BarChart(["2000", "2010", "2020"], [{category: "p50 latency", values: [550000, 1200000, 2100000]}], "default", "grouped", "Population")
cards = CompositeCardBlock([CompositeCardItem("n", IconText(Icon("map-pin"), "info", "m", "North", "12 shops", true, "horizontal"), [LineChart(["Jan", "Feb", "Mar"], [{category: "Sales", values: [12000, 14500, 13200]}], "default", "linear", "Sales")], {button: Button("See North")}), CompositeCardItem("s", IconText(Icon("map-pin"), "info", "m", "South", "9 shops", true, "horizontal"), [BarChart(["Jan", "Feb", "Mar"], [{category: "Sales", values: [9000, 9500, 11200]}], "default", "grouped", "Sales")], {button: Button("See South")})], "grid", true)
code = TextContent("# First\\n\\n## Second\\n\\nText with \`code\`.\\n\\n\`\`\`js\\nconst answer = 42; // a line that is longer than any telephone is wide, and scrolls inside its block\\n\`\`\`")
list = List([ListItem("Duomo", "Opens at 10", null, Image("Duomo"))], "image")
steps = Steps([StepsItem("Install", "\`\`\`\\ndocker run --rm --publish 3000:3000 --volume data:/var/lib/data image:latest\\n\`\`\`")])`;

const NARROW = `root = Card([steps, table, radar, line, cards, picture, more])
steps = Steps([StepsItem("Install", "Run it.")])
table = Table([Col("Product"), Col("Units", "number"), Col("Revenue", "number"), Col("Do", "action")], [["Wireless headphones", 12000, 1440000, Button("Draft a mail")], ["Speaker", 800, 96000, Button("Open")]])
radar = RadarChart(["Speed", "Customer satisfaction", "Price", "Documentation"], [{category: "A", values: [7, 5, 9, 6]}], "Comparison")
line = LineChart(["2025-01-03", "2025-01-09", "2025-02-11"], [{category: "Units", values: [120, 80, 95]}], "default", "linear", "Units")
cards = ContextCardBlock([ContextCardItem("v", "VAT", "Included."), ContextCardItem("s", "Shipping", "Two days."), ContextCardItem("r", "Returns", "Free.")], "grid", true)
picture = ImageBlock("/gone/hills", "Hills at dawn")
more = FollowUpBlock(["Show it by month"])`;

const SIGNS = `root = Card([lying, line, note, form])
lying = HorizontalBarChart(["North", "South"], [{category: "Profit", values: [120, -60]}], "default", "grouped", "Profit")
line = LineChart(["2025-01-03", "2025-01-09", "2025-02-11", "2025-02-20"], [{category: "Units", values: [120, 80, 95, 60]}], "default", "linear", "Units")
note = CalloutV2("warning", "Mind it", "Run \`npm ci\` first.")
form = Form("trip", ButtonGroup([Button("Send", {type: "continue_conversation"}, "primary")]), [seat, size])
seat = FormControl("Seat", Chips("seat", "multiple", [ChipItem("left", "Window", null, false), ChipItem("right", "Aisle", null, true)], {}))
size = FormControl("Budget", Slider("budget", "Budget", "continuous", 0, 5000, [1200]))`;

async function draw(page: Page, program: string, theme: Show["theme"] = "light"): Promise<void> {
  const what: Show = { response: wrap(program), isStreaming: false, theme };
  await page.evaluate((what) => (Reflect.get(window, "show") as (what: Show, isNew: boolean) => Promise<void>)(what, true), what);
  await expect(page.locator("svg.recharts-surface path").first()).toBeAttached();
}

const colorOf = (page: Page, name: string) =>
  page
    .locator("li", { has: page.getByText(name, { exact: true }) })
    .locator("span")
    .first()
    .evaluate((mark) => getComputedStyle(mark).backgroundColor);

for (const renderer of RENDERERS) {
  test.describe(renderer, () => {
    const shared = sharePage(renderer);

    test(`numbers, names, shares and tones of an answer are those of its text`, async () => {
      const page = shared();
      await page.setViewportSize({ width: 1280, height: 900 });
      await draw(page, DASHBOARD);
      const cells = await page.getByRole("cell").allInnerTexts();
      expect(cells.slice(0, 3)).toEqual(["North", "49,800", "2024"]);
      for (const name of ["Sign-ups", "p50 latency"]) await expect(page.getByText(name, { exact: true })).toBeVisible();

      const ring = page.locator("circle[data-share]").first();
      expect(await ring.evaluate((arc) => [arc.getAttribute("pathLength"), getComputedStyle(arc).strokeDasharray])).toEqual([
        "100",
        "64px, 36px",
      ]);

      const tones = page.locator("[data-tone]");
      await expect(tones).toHaveCount(4);
      expect(await tones.evaluateAll((marks) => marks.map((mark) => (mark as HTMLElement).dataset.tone))).toEqual([
        "good",
        "good",
        "bad",
        "neutral",
      ]);
      const [up, fall, loss] = await tones.evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).color));
      expect(fall).toBe(up);
      expect(loss).not.toBe(up);

      // Four figures stand two by two.
      const boxes = await tones.evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect()).map(({ x, y }) => [x, y]));
      expect(new Set(boxes.map(([, y]) => Math.round((y ?? 0) / 20))).size).toBe(2);
      const button = page.getByRole("button", { name: "Write a mail" }).first();
      expect(await button.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
      if (renderer === "openui") for (const icon of ["house", "chart-pie"]) await expect(page.locator(`svg.lucide-${icon}`)).toBeVisible();
    });

    test(`the first tab is open, bars are broad, ticks round, and a series keeps its colour`, async () => {
      const page = shared();
      await page.setViewportSize({ width: 1280, height: 900 });
      await draw(page, DASHBOARD);
      const before = await colorOf(page, "p50 latency");
      await draw(page, REST);
      await expect(page.getByRole("tab", { name: "Monthly" })).toHaveAttribute("aria-selected", "true");
      await expect(page.getByText("Billed every month.")).toBeVisible();
      expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);

      const chart = page.locator("[data-chart]").first();
      const bar = chart.locator(".recharts-bar-rectangle path").first();
      const [plot, box] = [await chart.boundingBox(), await bar.boundingBox()];
      expect(Math.min(56, ((plot?.width ?? 0) / 3) * 0.3)).toBeLessThanOrEqual((box?.width ?? 0) + 1);
      expect(await chart.locator(".recharts-yAxis text").allTextContents()).toEqual(["0", "1M", "2M", "3M"]);
      expect(
        await chart.locator(".x-axis-tick").evaluateAll((ticks) => ticks.map((tick) => tick.querySelector("tspan")?.textContent)),
      ).toEqual(["2000", "2010", "2020"]);
      await expect(chart.getByRole("img", { name: "Chart: Population. Along the axis: 2000, 2010, 2020", exact: true })).toBeVisible();
      const fill = await bar.evaluate((node) => getComputedStyle(node).fill);
      expect(fill).toBe(before);
    });

    test(`one scale of type in both themes, code on one ground`, async () => {
      const page = shared();
      await page.setViewportSize({ width: 1280, height: 900 });
      const seen: unknown[] = [];
      for (const theme of ["light", "dark"] as const) {
        await draw(page, REST, theme);
        await expect(page.locator("pre").first()).toBeVisible();
        seen.push(await page.evaluate(typeOf));
      }
      expect(seen[0]).toEqual({ body: "14px", h1: "18px", h2: "16px", code: "13px", sizes: [], grounds: 1 });
      expect(seen[1]).toEqual(seen[0]);
    });

    test(`on 320 px buttons of rows stay in sight and no label is cut`, async () => {
      const page = shared();
      await page.setViewportSize({ width: 320, height: 900 });
      await draw(page, NARROW);
      for (const name of ["Draft a mail", "Open"]) {
        const box = await page.getByRole("button", { name }).boundingBox();
        expect((box?.x ?? 0) + (box?.width ?? 320), name).toBeLessThanOrEqual(320);
      }
      const labels = page.locator("[data-label]");
      await expect
        .poll(() => labels.evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-label"))))
        .toEqual(["Speed", "Customer satisfaction", "Price", "Documentation", "2025-01-03", "2025-01-09", "2025-02-11"]);
      expect(await labels.evaluateAll(cutLabels)).toEqual([]);
    });

    test(`steps begin below their titles, three cards share a line, a missing picture has a mark`, async () => {
      const page = shared();
      await page.setViewportSize({ width: 800, height: 900 });
      await draw(page, NARROW);
      const [title, words] = await Promise.all(["Install", "Run it."].map((text) => page.getByText(text, { exact: true }).boundingBox()));
      expect(words?.x).toBe(title?.x);
      const tops = await Promise.all(["VAT", "Shipping", "Returns"].map((text) => page.getByText(text, { exact: true }).boundingBox()));
      expect(new Set(tops.map((box) => Math.round(box?.y ?? 0))).size).toBe(1);
      const mark = page.getByRole("img", { name: "Hills at dawn" });
      await expect(mark).toHaveAttribute("data-no-picture");
      const place = await mark.boundingBox();
      expect(place?.height).toBeGreaterThan(60);
      await expect(page.getByText("Ask next", { exact: true })).toBeVisible();
      await expect(page.getByText("Related Queries")).toHaveCount(0);
    });

    test(`what is below zero goes left, limits and dates are whole, what cannot be chosen looks so`, async () => {
      const page = shared();
      await page.setViewportSize({ width: 768, height: 900 });
      await draw(page, SIGNS);
      const [profit, loss] = await page
        .locator("[data-bar]")
        .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().toJSON()));
      expect(loss.right).toBeCloseTo(profit.left, 0);
      expect(loss.width * 2).toBeCloseTo(profit.width, 0);
      expect(await page.locator("[data-label]").evaluateAll(cutLabels)).toEqual([]);
      await expect(page.locator(".openui-slider-labels > *")).toHaveText(["0", "5,000"]);
      await expect(page.locator("code", { hasText: "npm ci" })).toBeVisible();

      const [free, taken] = [page.getByText("Window", { exact: true }), page.getByText("Aisle", { exact: true })];
      expect(await contrast(taken, "color")).toBeLessThan(await contrast(free, "color"));
      expect(await taken.evaluate((node) => getComputedStyle(node).cursor)).toBe("not-allowed");
      for (const chip of [free, taken]) await chip.click({ force: true });
      await expect.poll(() => page.evaluate(() => (Reflect.get(window, "seen") as Seen).forms)).toContain("left");
      expect(await page.evaluate(() => (Reflect.get(window, "seen") as Seen).forms)).not.toContain("right");
    });

    for (const width of [390, 320]) {
      test(`nothing stands out of the page or of its card at ${width} px`, async () => {
        const page = shared();
        await page.setViewportSize({ width: width, height: 900 });
        for (const program of [DASHBOARD, REST]) {
          await draw(page, program);
          await expect.poll(() => page.evaluate(standingOut)).toEqual([]);
        }
        const button = await page.getByRole("button", { name: "See North" }).boundingBox();
        expect(button?.width).toBeLessThan(width / 2);
      });
    }
  });
}

/** The sizes of the words of an answer, seen from inside the page; `sizes` are those that no scale has. */
function typeOf() {
  const sizeOf = (selector: string) => {
    const node = [...document.querySelectorAll(selector)].at(-1);
    return node ? getComputedStyle(node).fontSize : "none";
  };
  const words = [...document.querySelectorAll("#root *")].filter((node) =>
    [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim()),
  );
  const scale = new Set(["12px", "12.88px", "13px", "14px", "15px", "16px", "18px", "20px"]);
  const sizes = [...new Set(words.filter((node) => node.tagName !== "STYLE").map((node) => getComputedStyle(node).fontSize))];
  const block = document.querySelector("pre");
  const grounds = [...(block?.querySelectorAll("*:not(button, button *)") ?? [])].map((node) => getComputedStyle(node).backgroundColor);
  const paragraph = [...document.querySelectorAll("#root p")].find((node) => node.textContent?.startsWith("Text with"));
  return {
    body: paragraph ? getComputedStyle(paragraph).fontSize : "none",
    h1: sizeOf("#root h1"),
    h2: sizeOf("#root h2"),
    code: sizeOf("#root pre code"),
    sizes: sizes.filter((size) => !scale.has(size)),
    grounds: new Set(grounds).size,
  };
}

/** Labels of which a part lies outside of their picture or that end in "…". */
function cutLabels(nodes: Element[]): string[] {
  return nodes.flatMap((node) => {
    const [box, plot] = [node.getBoundingClientRect(), node.closest("svg")?.getBoundingClientRect()];
    const isWhole = plot !== undefined && box.left >= plot.left - 0.5 && box.right <= plot.right + 0.5 && box.top >= plot.top - 0.5;
    return isWhole && !node.textContent?.includes("…") ? [] : [`${node.getAttribute("data-label")}: ${node.textContent}`];
  });
}

/** What is wider than the page, or than the nearest card around it, without scrolling inside something. */
function standingOut(): string[] {
  const edge = document.documentElement.clientWidth;
  const faults = document.documentElement.scrollWidth > edge ? [`the page by ${document.documentElement.scrollWidth - edge}`] : [];
  for (const node of document.querySelectorAll<HTMLElement>("#root *")) {
    const card = node.parentElement?.closest<HTMLElement>('[class*="card__wrapper"], .rounded-card') ?? null;
    const limit = Math.min(edge, card?.getBoundingClientRect().right ?? edge);
    const { right, width } = node.getBoundingClientRect();
    let scroller = node.parentElement;
    while (scroller && !["auto", "scroll"].includes(getComputedStyle(scroller).overflowX)) scroller = scroller.parentElement;
    if (width > 1 && right > limit + 1 && !scroller && !node.closest("svg")) faults.push(`${node.className} by ${right - limit}`);
  }
  return faults;
}
