import type { UiValue } from "../tree";

/** What a component's parts become while it is written as Markdown. */
export interface Sheet {
  /** The level of a heading that stands here. */
  level: number;
  /** A component or a list of them, below each other. */
  blocks(value: UiValue | undefined): string;
  /** The same in one line. */
  line(value: UiValue | undefined): string;
  /** Each component of a list by itself. */
  each(value: UiValue | undefined): string[];
  /** The same sheet, its headings as many levels deeper. */
  below(levels: number): Sheet;
}

export type Props = Readonly<Record<string, UiValue | undefined>>;

/** How a component is written as Markdown: its words and numbers, as blocks; empty when there is nothing to be read. */
export type ToMarkdown = (props: Props, sheet: Sheet) => string;
