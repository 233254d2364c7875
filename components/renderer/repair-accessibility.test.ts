// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { repairAccessibility } from "./repair-accessibility";

const FIELD = `
  <div class="openui-form-control">
    <label class="openui-label">Plan<span class="openui-label-required-asterisk">*</span></label>
    <button type="button" role="combobox">Pick a plan</button>
    <div class="openui-hint">You can change it later</div>
  </div>`;
const DATE = `
  <div class="openui-form-control">
    <label class="openui-label">Start</label>
    <div class="openui-date-picker-renderer-floating-input-container"><span>Select a date</span></div>
  </div>`;
const CHART = `
  <div class="c1-chart-wrapper">
    <div class="c1-inline-header-heading">Share</div>
    <svg class="recharts-surface"><g class="recharts-yAxis"></g></svg>
    <svg class="recharts-surface" tabindex="0"><g class="recharts-pie" tabindex="0"><path role="img" name="A"></path></g></svg>
    <div class="openui-stacked-legend__item-label-text">A</div><div class="openui-stacked-legend__item-value">60%</div>
    <div class="openui-stacked-legend__item-label-text">B</div><div class="openui-stacked-legend__item-value">40%</div>
  </div>`;

let host: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = "<div></div>";
  host = document.body.firstElementChild as HTMLElement;
});

describe("repairAccessibility", () => {
  test("a control gets its label's name, its hint and whether it is required", () => {
    host.innerHTML = FIELD;
    repairAccessibility(host)();
    const control = host.querySelector("button");
    expect(textOf(control, "aria-labelledby")).toBe("Plan*");
    expect(textOf(control, "aria-describedby")).toBe("You can change it later");
    expect(control?.getAttribute("aria-required")).toBe("true");
  });

  test("a date picker can be reached by Tab and opened by Enter and Space", () => {
    host.innerHTML = DATE;
    const stop = repairAccessibility(host);
    const picker = host.querySelector<HTMLElement>('[role="button"]');
    const clicked = vi.fn<() => void>();
    picker?.addEventListener("click", clicked);
    expect(picker?.tabIndex).toBe(0);
    for (const key of ["Enter", " ", "a"]) picker?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    expect(clicked).toHaveBeenCalledTimes(2);
    stop();
  });

  test("a chart is one named picture, its other parts are silent and no stop of the Tab key", () => {
    host.innerHTML = CHART;
    repairAccessibility(host)();
    const [axis, plot] = host.querySelectorAll("svg");
    expect(axis?.getAttribute("aria-hidden")).toBe("true");
    expect(plot?.getAttribute("aria-label")).toBe("Chart: Share. Legend: A 60%, B 40%");
    expect(host.querySelectorAll('[tabindex="0"], path[role="img"]')).toHaveLength(0);
  });

  test("what streams in later is repaired too, until it is stopped", async () => {
    const stop = repairAccessibility(host);
    host.innerHTML = FIELD;
    await vi.waitFor(() => expect(host.querySelector("button")?.hasAttribute("aria-labelledby")).toBe(true));
    stop();
    host.innerHTML = FIELD;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(host.querySelector("button")?.hasAttribute("aria-labelledby")).toBe(false);
  });
});

function textOf(element: Element | null, attribute: string): string {
  const ids = element?.getAttribute(attribute)?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}
