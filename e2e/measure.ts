import type { CDPSession, Locator, Page } from "@playwright/test";

/** What of an element is measured: a colour that it is drawn with. */
export type Paint = "backgroundColor" | "color" | "borderTopColor" | "fill" | "stroke";

/** How strongly a colour of an element stands out from what lies behind the element, as WCAG counts it: from 1 to 21. */
export function contrast(element: Locator, paint: Paint): Promise<number> {
  return element.evaluate((node, paint) => {
    const isInk = paint === "color" || paint === "fill" || paint === "stroke";
    const [r, g, b, alpha] = rgba(getComputedStyle(node)[paint]);
    const ink = over([r, g, b, alpha * wholenessOf(node)], groundOf(isInk ? node : node.parentElement));
    const ground = groundOf(isInk ? node : node.parentElement);
    const lights = [luminance(ink), luminance(ground)];
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);

    type Rgba = [number, number, number, number];
    function rgba(color: string): Rgba {
      const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error("no canvas");
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
      return [r, g, b, alpha / 255];
    }
    function over([r, g, b, alpha]: Rgba, ground: Rgba): Rgba {
      const mix = (top: number, below: number) => top * alpha + below * (1 - alpha);
      return [mix(r, ground[0]), mix(g, ground[1]), mix(b, ground[2]), 1];
    }
    function wholenessOf(from: Element | null): number {
      return from ? Number(getComputedStyle(from).opacity) * wholenessOf(from.parentElement) : 1;
    }
    function groundOf(from: Element | null): Rgba {
      if (!from) return [255, 255, 255, 1];
      const own = rgba(getComputedStyle(from).backgroundColor);
      return own[3] === 1 ? own : over(own, groundOf(from.parentElement));
    }
    function luminance(color: Rgba): number {
      const [r, g, b] = color.slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
    }
  }, paint);
}

/** Whether what lies below cannot be seen through an element that floats over the page: it, or what it stands in, has a whole ground. */
export function isOpaque(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    for (let at: Element | null = node; at && at !== document.body; at = at.parentElement) {
      const { backgroundColor, opacity } = getComputedStyle(at);
      if (Number(opacity) < 1) return false;
      if (!/^(?:transparent|rgba\(.*, ?0?\.?\d*\)|.*\/ ?0?\.?\d*\))$/.test(backgroundColor)) return true;
    }
    return false;
  });
}

/** What `busyMs` reads: processor time, not the time that passes. */
export async function meter(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return session;
}

/** Processor time of the page's main thread so far, in milliseconds: what others do on this machine does not count. */
export async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Processor time of a task, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** The processor time of the longest task of a page's main thread while something is done, in milliseconds. */
export async function longestTaskMs(page: Page, work: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error("The page has no browser.");
  await browser.startTracing(page, { categories: ["toplevel"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`;
  const main = new Set(traceEvents.filter(({ args }) => args?.name === "CrRendererMain").map(threadOf));
  const tasks = traceEvents.filter((event) => event.name.endsWith("RunTask") && main.has(threadOf(event)));
  if (tasks.length === 0) throw new Error("No task was traced.");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
