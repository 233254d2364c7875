import { unescape } from "@/lib/genui/envelope";

/** A step of what the model thinks. */
export interface ThinkItem {
  title: string;
  /** Plain text, no Markdown; empty while only the title is there. */
  content: string;
  /** Whether it goes once the answer itself begins. */
  isEphemeral: boolean;
}

export interface Thinking {
  items: ThinkItem[];
  /** The answer without its think items: the `<content>` element and what follows it, or the beginning of it. */
  rest: string;
  /** Whether the answer itself has begun, so that nothing more will be thought. */
  isOver: boolean;
}

const ITEM = /<thinkitem\b([^>]*)>([\s\S]*?)(?:<\/thinkitem>|(?=<content\b)|$)/g;

/**
 * Reads the think items before an answer, from the whole of it or any beginning. The wire format, before one `<content>` element:
 *
 *     <thinkitem ephemeral="true"><thinkitemtitle>Reading the question</thinkitemtitle><thinkitemcontent>Which
 *     figures are &lt;known&gt;?</thinkitemcontent></thinkitem>
 *
 * Items stand one after another without anything between, the newest last; text is escaped with entities. While it streams, the last item
 * grows: its title first, then its content; no tag and no entity shows as text before it is whole. Items with `ephemeral="true"` are shown
 * until the answer begins, others stay. Ids of the C1 family get them (`c1/…`) when their model reasons; an answer may hold none.
 */
export function readThinkItems(response: string): Thinking {
  const begun = response.indexOf("<content");
  const head = begun === -1 ? withoutPartialTag(response) : response.slice(0, begun);
  const items: ThinkItem[] = [];
  const rest = head.replace(ITEM, (_, attributes: string, inner: string) => {
    const item = { title: elementText(inner, "thinkitemtitle"), content: elementText(inner, "thinkitemcontent") };
    if (item.title !== "" || item.content !== "") items.push({ ...item, isEphemeral: /\bephemeral="true"/.test(attributes) });
    return "";
  });
  return { items, rest: begun === -1 ? rest : rest + response.slice(begun), isOver: begun !== -1 };
}

/** The text of an element, also of one that is not closed yet. */
function elementText(inner: string, name: string): string {
  const start = inner.indexOf(`<${name}>`);
  if (start === -1) return "";
  const text = inner.slice(start + name.length + 2);
  const end = text.indexOf("<");
  return unescape((end === -1 ? text : text.slice(0, end)).replace(/&[#\w]{0,8}$/, "")).trim();
}

/** In escaped text every `<` begins a tag: one without its `>` at the end is still on its way. */
function withoutPartialTag(text: string): string {
  const start = text.lastIndexOf("<");
  return start !== -1 && text.indexOf(">", start) === -1 ? text.slice(0, start) : text;
}
