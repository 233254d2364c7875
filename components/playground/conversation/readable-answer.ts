import { contentOf } from "@/lib/genui/read/envelope";
import { readThinkItems } from "@/components/renderer/think-items";

/** An answer as a person would write it down: what was thought, and the program or JSON without envelope, fence and entities. */
export function readableAnswer(answer: string): string {
  const { items } = readThinkItems(answer);
  const thought = items.map(({ title, content }) => `# ${[title, content].filter((part) => part !== "").join(": ")}`);
  const inner = contentOf(answer)
    .replace(/^```[^\n]*(?:\n|$)/, "")
    .replace(/\n?```$/, "");
  return [...thought, pretty(inner)].filter((part) => part !== "").join("\n\n");
}

/** JSON on lines of its own, as the older format of answers is; everything else as it is, also JSON that is still coming. */
function pretty(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
