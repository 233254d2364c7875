import { unescape } from "@/lib/genui/read/envelope";
import { formContextOf } from "../renderable";
import { fieldsOf, listOf } from "./drawing";

/** The state of the forms that was kept with an answer, by form. Anything else in its place is none. */
export function formsOf(answer: string): Record<string, unknown> | undefined {
  const context = formContextOf(answer);
  if (context === null) return undefined;
  try {
    const forms = listOf(JSON.parse(unescape(context))).map(fieldsOf);
    return Object.fromEntries(forms.flatMap(Object.entries).filter(([name]) => !name.startsWith("$")));
  } catch {
    return undefined;
  }
}
