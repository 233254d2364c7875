/** What the exported page is to show; it goes into a browser, so nothing in it is secret. */
export interface Sheet {
  /** The program in its envelope, checked and safe. */
  response: string;
  title: string;
  /** The line below the title; null where there is none. */
  subtitle: string | null;
  /** As a reader sees it. */
  date: string;
  /** The model that answered; null when nobody said. */
  model: string | null;
  /** A BCP 47 tag. */
  language: string;
  theme: "light" | "dark";
}

/** A page that was drawn: one document that needs nothing beside itself, and how wide it is laid out, in CSS pixels. */
export interface Drawn {
  html: string;
  widthPx: number;
}

/** The page that is opened to draw a sheet, and the function that it offers for that. */
export const SHEET_PATH = "/export-sheet";
export const DRAW = "vitrineDraw";
export type Draw = (sheet: Sheet) => Promise<Drawn>;
