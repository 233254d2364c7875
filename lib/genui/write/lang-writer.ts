import { writeStringPart } from "./write";
import type { Writer } from "./writer";

/** Writes an answer as lines of OpenUI Lang: names say what stands where, so that everything is written at once. */
export function langWriter(put: (text: string) => void): Writer {
  return {
    place: () => {},
    root: (line) => put(`${line}\n`),
    node: (_, name, line) => put(`${name} = ${line}\n`),
    done: () => {},
    openText: (key, component) => put(`${key} = ${component}("`),
    text: (_, text) => put(writeStringPart(text)),
    closeText: () => put('")\n'),
    end: () => {},
  };
}
