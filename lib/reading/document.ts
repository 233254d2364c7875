/** A stretch of a file that belongs together: a paragraph, a heading, a row of a table. */
export interface Block {
  text: string;
  /** 1 to 6 of a heading. */
  level?: number;
  /** The page it stands on, from 1. */
  page?: number;
}

/** What was read of a file. */
export interface ReadDocument {
  blocks: Block[];
  /** Stands before each passage, as the heading of a table does. */
  prefix?: string;
}

/** A part of a document as it is found and quoted. */
export interface Passage {
  text: string;
  heading: string | null;
  page: number | null;
}

/** Why a file can't be read, in a sentence for whoever sent it. */
export class UnreadableFile extends Error {
  constructor(
    readonly code: "unsupported_file" | "invalid_file",
    message: string,
  ) {
    super(message);
    this.name = "UnreadableFile";
  }
}

/** What becomes of more: a file of this many characters is longer than any shelf of books. */
export const TEXT_CHARS_MAX = 16_000_000;

/** For a file that holds more text than is searched. */
export function tooMuchText(): UnreadableFile {
  return new UnreadableFile("invalid_file", `The file holds more than ${TEXT_CHARS_MAX} characters of text.`);
}
