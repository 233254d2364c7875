import { unwrapAssistant } from "@/lib/genui/read/envelope";

/** What the end of an answer that is still coming may be a beginning of: an entity, a tag, the fence that closes. */
const ENTITY = /&[#\w]{0,8}$/;
const TAG = /<\/?[a-z]*$/;
const FENCE = /`{1,3}$/;

const STATEMENT = /^[^\S\n\r\u2028\u2029]*[A-Za-z_$][\w$]*\s*=/m;

/** The program of an answer, from the whole of it or any beginning. A whole answer in the older JSON format becomes one of its text. */
export function programOf(answer: string): string {
  const isWhole = answer.includes("</content>");
  const program = unwrapAssistant(isWhole ? answer : answer.replace(ENTITY, "").replace(TAG, "").trimEnd().replace(FENCE, ""));
  if (STATEMENT.test(program)) return program;
  return isWhole && program.trim() !== "" ? `root = Card([t])\nt = TextContent(${JSON.stringify(program)})` : "";
}
