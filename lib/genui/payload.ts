import type { Catalogue } from "./library/catalogue";
import { langWriter } from "./write/lang-writer";
import { MarkdownWriter } from "./write/markdown-writer";
import type { Writer } from "./write/writer";

/** `c1` wraps the program in its envelope, `openui` sends it as it is, `markdown` says in words and tables what it shows. */
export type Payload = "c1" | "openui" | "markdown";

const WRITERS: Record<Payload, (put: (text: string) => void, catalogue: Catalogue) => Writer> = {
  c1: langWriter,
  openui: langWriter,
  markdown: (put, catalogue) => new MarkdownWriter(put, catalogue),
};

/** What writes an answer in a payload; `put` gets what can be sent. */
export function writerOf(payload: Payload, put: (text: string) => void, catalogue: Catalogue): Writer {
  return WRITERS[payload](put, catalogue);
}
