import type { UiNode } from "../tree";

/** Takes an answer while it comes. Each child of the root has a key, and its place is where it was first named. */
export interface Writer {
  /** A child comes after all that have a place. */
  place(key: string): void;
  /** The root, as a line with the names of its children. */
  root(line: string): void;
  /** A component of a child that is complete: its name, its line, and itself. */
  node(key: string, name: string, line: string, node: UiNode): void;
  /** Nothing more comes of a child. */
  done(key: string): void;
  /** A child that is text begins, goes on (as Markdown that is safe) and ends. */
  openText(key: string, component: string): void;
  text(key: string, text: string): void;
  closeText(key: string): void;
  /** Nothing comes any more. `rest` is the root without its children; null when it takes none. */
  end(rest: UiNode | null): void;
}
