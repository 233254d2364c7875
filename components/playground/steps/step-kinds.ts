import { Blocks, FileSearch, Globe, Images, type LucideIcon, ShieldQuestion, SquareTerminal, Wrench } from "lucide-react";
import type { HostedItem, HostedType } from "@/lib/generation/hosted";
import { isOpen, rowOf, stateOf } from "@/lib/generation/hosted-items";

interface Kind<Item extends HostedItem> {
  icon: LucideIcon;
  /** What was done, once it is. */
  done: (item: Item) => string;
}

type Table = { [Type in HostedType]: Kind<Extract<HostedItem, { type: Type }>> };

const WEB_DONE = { search: "Searched the web", open_page: "Read a page", find_in_page: "Looked for words in a page" };

const KINDS: Table = {
  mcp_list_tools: { icon: Blocks, done: (item) => `Asked ${item.server_label} for its tools` },
  mcp_call: { icon: Wrench, done: (item) => `Called ${item.name} of ${item.server_label}` },
  mcp_approval_request: { icon: ShieldQuestion, done: (item) => `Asked whether ${item.name} of ${item.server_label} may run` },
  web_search_call: { icon: Globe, done: ({ action }) => WEB_DONE[action.type] },
  image_search_call: { icon: Images, done: () => "Looked for pictures" },
  file_search_call: { icon: FileSearch, done: () => "Searched the files" },
  code_interpreter_call: { icon: SquareTerminal, done: () => "Ran code" },
};

/** What a step is called and is about, in words. */
export interface StepWords {
  icon: LucideIcon;
  title: string;
  /** On one line; empty where there is nothing to say. */
  about: string;
}

/** Says what a step does, or did. */
export function wordsOfStep(item: HostedItem): StepWords {
  const kind = KINDS[item.type] as Kind<HostedItem>;
  const { title, detail } = rowOf(item).told(item);
  return { icon: kind.icon, title: isOpen(stateOf(item)) ? title : kind.done(item), about: aboutIn(detail) };
}

/** A detail on one line; arguments as people write them. */
function aboutIn(detail: string): string {
  const line = detail.replace(/\s+/g, " ").trim();
  if (!line.startsWith("{")) return line;
  return argumentsIn(line)
    .map(({ name, value }) => `${name}: ${value}`)
    .join(", ");
}

/** The arguments of a call by their names, values as text; one without a name where the text is no object. */
export function argumentsIn(text: string): { name: string; value: string }[] {
  try {
    const read: unknown = JSON.parse(text || "{}");
    if (typeof read !== "object" || read === null) return [{ name: "", value: text }];
    return Object.entries(read).map(([name, value]) => ({ name, value: typeof value === "string" ? value : JSON.stringify(value) }));
  } catch {
    return [{ name: "", value: text }];
  }
}
