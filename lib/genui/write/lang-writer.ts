import { writeStringPart } from "./write";
import type { Writer } from "./writer";

/** A statement of at most as many characters may be said twice. */
const AGAIN_CHARS_MAX = 200;
/** A statement that nothing refers to and nobody sees. */
const NOTHING = "end = true\n";

/** Writes an answer as lines of OpenUI Lang: names say what stands where, so that everything is written at once. */
export function langWriter(put: (text: string) => void): Writer {
  let roots = 0;
  let isRootLast = false;
  /** The shortest statement so far. */
  let short: string | null = null;
  let text = "";
  const statement = (line: string): void => {
    isRootLast = false;
    if (short === null || line.length < short.length) short = line;
  };
  return {
    place: () => {},
    root(line) {
      roots++;
      isRootLast = true;
      put(`${line}\n`);
    },
    node(_, name, line) {
      statement(`${name} = ${line}\n`);
      put(`${name} = ${line}\n`);
    },
    done: () => {},
    openText(key, component) {
      text = `${key} = ${component}("`;
      put(text);
    },
    text(_, piece) {
      const part = writeStringPart(piece);
      if (text.length <= AGAIN_CHARS_MAX) text += part;
      put(part);
    },
    closeText() {
      statement(`${text}")\n`);
      put('")\n');
    },
    end() {
      // Parsers that stream pass over a root that is said again and nothing follows: something that changes nothing follows it.
      if (roots > 1 && isRootLast) put(short !== null && short.length <= AGAIN_CHARS_MAX ? short : NOTHING);
    },
  };
}
