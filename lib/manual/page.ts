/** What a page is written for: who reads it, by which address. */
export interface Reader {
  /** Of this server, without a slash at the end. */
  origin: string;
  model: string;
  /** Stands in the place of the reader's key. */
  secret: string;
}

export type Block =
  | { type: "text"; markdown: string }
  | {
      type: "sample";
      language: "sh" | "python" | "js" | "jsx" | "html";
      /** The file it belongs in; null for what is typed into a terminal. */
      file: string | null;
      /** Above it: the file, and what to run. */
      title: string;
      code: (reader: Reader) => string;
      /** A question that can be tried in the playground. */
      ask?: string;
    };

export interface Section {
  heading: string;
  blocks: Block[];
}

/** A page of the manual. */
export interface ManualPage {
  /** In its address. */
  slug: string;
  title: string;
  /** One sentence. */
  summary: string;
  sections: Section[];
}

/** Words, as Markdown. */
export function text(...paragraphs: string[]): Block {
  return { type: "text", markdown: paragraphs.join("\n\n") };
}

/** A program that can be run as it stands once the key is in it. */
export function program(language: "python" | "js", file: string, code: (reader: Reader) => string, ask?: string): Block {
  const title = language === "python" ? `${file} · pip install openai · python ${file}` : `${file} · npm install openai · node ${file}`;
  return { type: "sample", language, file, title, code, ...(ask !== undefined && { ask }) };
}

/** The address below which the API is. */
export function baseUrl({ origin }: Reader): string {
  return `${origin}/v1/embed`;
}

/** The part of an address that leads to a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
