import type { UiNode, UiValue } from "@/lib/genui/tree";
import { clipped } from "@/lib/text";

type Props = Record<string, UiValue | undefined>;

/** A component with the props that are set. */
export function node(component: string, props: Props): UiNode {
  const set: Record<string, UiValue> = {};
  for (const [name, value] of Object.entries(props)) if (value !== undefined && value !== null) set[name] = value;
  return { component, props: set };
}

export function card(children: UiNode[], sources: { title: string; sourceName: string }[] = []): UiNode {
  return node("Card", { children, sources: sources.length > 0 ? sources.map((source) => ({ ...source })) : undefined });
}

export const header = (title: string, subtitle?: string): UiNode => node("Header", { title: clipped(title, 120), subtitle });
export const paragraph = (markdown: string): UiNode => node("TextContent", { text: markdown });
export const smallPrint = (markdown: string): UiNode => node("TextContent", { text: markdown, size: "small" });
export const followUps = (texts: string[]): UiNode => node("FollowUpBlock", { followUpText: texts.slice(0, 4) });

export function callout(variant: "neutral" | "info" | "warning" | "success" | "danger", title: string, description: string): UiNode {
  return node("CalloutV2", { variant, title, description });
}

/** A button whose label becomes the user's next message. */
export function say(label: string, variant: "primary" | "secondary" = "secondary"): UiNode {
  return node("Button", { label: clipped(label, 120), action: { type: "continue_conversation" }, variant });
}

export const buttons = (items: UiNode[], direction: "row" | "column" = "row"): UiNode => node("ButtonGroup", { buttons: items, direction });

/** Figures side by side: what each is, and its value as text. */
export function figures(items: { title: string; value: string; note?: string; icon?: string }[]): UiNode {
  return node("OverviewCardBlock", {
    items: items.map(({ title, value, note, icon }, i) =>
      node("OverviewCardItem", {
        id: `figure-${i + 1}`,
        top: node("IconText", {
          icon: node("Icon", { name: icon ?? "hash" }),
          iconVariant: "info",
          iconSize: "m",
          title: clipped(title, 80),
          bold: true,
          layout: "horizontal",
        }),
        bottom: node("MetricIndicatorInline", { value: clipped(value, 120), subtext: note }),
      }),
    ),
    layout: "grid",
    responsive: true,
  });
}

/** Labels and values of one thing. */
export function facts(rows: { label: string; value: string; isNumber?: boolean }[], title?: string): UiNode {
  return node("EntityList", {
    rows: rows.map(({ label, value, isNumber }) => ({
      left: clipped(label, 120),
      right: clipped(value, 400),
      rightVariant: isNumber ? "number" : "text",
    })),
    size: "default",
    header: title === undefined ? undefined : { left: title, right: "", rightVariant: "text" },
  });
}

/** Control characters and marks that turn the direction of writing. */
const INVISIBLE = /\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text of the user's inside Markdown: what would become a link, an image, emphasis or code is written as itself. */
export function plain(text: string): string {
  const marks = text.split("*").length > 2 ? /[\\`<[\]*]|~~|^#{1,6}(?=\s)|^>/g : /[\\`<[\]]|~~|^#{1,6}(?=\s)|^>/g;
  return text
    .replace(INVISIBLE, (mark) => (mark === "\n" || mark === "\t" ? mark : ""))
    .replace(marks, (mark) => [...mark].map((char) => `\\${char}`).join(""));
}
