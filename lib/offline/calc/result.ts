import type { UiNode } from "@/lib/genui/tree";
import { figures, header, paragraph } from "../ui";

/** What was asked, its value (up to six decimals) and how it was found. */
export function result(what: string, value: number, how: string, unit = ""): UiNode[] {
  const text = precise(value);
  return [header("Result"), figures([{ title: what, value: unit === "" ? text : `${text} ${unit}`, icon: "calculator" }]), paragraph(how)];
}

/** Up to six decimals; "about" where that rounds. */
export function precise(value: number): string {
  const shown = new Intl.NumberFormat(
    "en-US",
    Math.abs(value) < 1e-4 && value !== 0 ? { maximumSignificantDigits: 6 } : { maximumFractionDigits: 6 },
  ).format(value);
  if (Math.abs(value) >= 1e15) return `about ${value.toExponential(6)}`;
  const exact = Math.abs(Number(shown.replaceAll(",", "")) - value) <= Math.abs(value) * 1e-12;
  return exact ? shown : `about ${shown}`;
}

/** Without the noise that binary fractions leave. */
export const tidy = (value: number): number => Number(value.toPrecision(13));
