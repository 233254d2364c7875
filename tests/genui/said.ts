import { isForReaders } from "@/lib/genui/read/for-readers";
import { withoutThoughts } from "@/lib/genui/read/thought";

/** A string, and the colon that makes a key of it. */
const STRING = /(?:"((?:[^"\\\n]|\\.)*)"|(?<![\p{L}\p{N}])'((?:[^'\\\n]|\\.)*)')(\s*:)?/gu;
const ADDRESS = /\b(?:https?|mailto|javascript|data):\S*/gi;
/** What names a component or a language, not words. */
const NAMES = /"(?:component|type|typeName)"\s*:\s*"[^"]*"|^```\S*/gm;
/** A line of a program, of JSON or of a fence. */
const CODE = /^\s*(?:const |let |var |export |return |[\])}"'[{(]|\w+\(|```|~~~|\/\/)|[\w$]+\s*=\s*\S|":/;
/** What a link says only to who hovers over it. */
const LINK_TITLE = / "[^"\n]*"\)/g;
const TAG = /<[^<>]*>/g;

/** What the author of an output says in words, a text each. Settings, names, thoughts and addresses are none. */
export function textsSaid(output: string): string[] {
  const text = withoutThoughts(output, false)
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(NAMES, "")
    .replace(LINK_TITLE, ")")
    .replace(TAG, "\n");
  const isProse = !/[({][\s\S]*["']/.test(text);
  const texts: string[] = [];
  for (const line of text.split("\n")) {
    if (isProse || !CODE.test(line)) texts.push(line);
    else
      for (const [, double, single, colon] of line.matchAll(STRING)) if (colon === undefined) texts.push(unescaped(double ?? single ?? ""));
  }
  return isProse ? texts.filter((part) => part.trim() !== "") : texts.filter(isForReaders);
}

function unescaped(text: string): string {
  return text
    .replace(/\\[ntr]/g, " ")
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(.)/g, "$1");
}

/** Words of three letters and more. */
export function wordsIn(text: string): string[] {
  return text.replace(ADDRESS, " ").match(/[\p{L}\p{M}]{3,}/gu) ?? [];
}

/** The numbers of a text, however their thousands and decimals are marked. */
export function numbersIn(text: string): string[] {
  return (text.replace(ADDRESS, " ").match(/(?<![\p{L}\d_#.-])\d+(?:[.,]\d+)*(?![\p{L}\d_])/gu) ?? []).map(plain);
}

/** A number without marks between its digits and zeros at its end. */
export function plain(number: string): string {
  return String(Number(number.replace(/[.,](?=\d{3}(?:\D|$))/g, "").replace(",", ".")));
}
