import { FILENAME_CHARS_MAX } from "@/lib/files/schema";
import { wholeLength } from "@/lib/text";

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Returns the name of a file as it is kept: without folders and without what can't be seen. The end, which says the kind, is never cut. */
export function cleanFilename(filename: string): string {
  const name = (filename.split(/[\\/]/).at(-1) ?? "").replace(UNSEEN, "").trim();
  if (name === "" || /^\.+$/.test(name)) return "file";
  if (name.length <= FILENAME_CHARS_MAX) return name;
  const end = /\.[^.]{1,16}$/.exec(name)?.[0] ?? "";
  const begin = name.slice(0, FILENAME_CHARS_MAX - end.length);
  return begin.slice(0, wholeLength(begin)) + end;
}
