import { thinkItemsEnd, unescape } from "@/lib/genui/read/envelope";

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

const ITEM = /<thinkitem\b([^>]*)(?:>([\s\S]*?)(?:<\/thinkitem>|$)|$)/g;
/** What an answer may begin with; a piece of a tag is no text. */
const BEGINNINGS = ["<thinkitem", "<content"];

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
  const end = thinkItemsEnd(response);
  const items = [...response.slice(0, end).matchAll(ITEM)].flatMap(([, attributes = "", inner = ""]): ThinkItem[] => {
    const item = { title: elementText(inner, "thinkitemtitle"), content: elementText(inner, "thinkitemcontent") };
    return item.title === "" && item.content === "" ? [] : [{ ...item, isEphemeral: isEphemeral(attributes) }];
  });
  const after = response.slice(end);
  const rest = BEGINNINGS.some((tag) => tag.startsWith(after)) ? "" : after;
  return { items, rest, isOver: rest !== "" };
}

/** An answer that is over, to be kept: without the items that pass. Nothing is left of one that was only thinking. */
export function withoutPassedThinking(response: string): string {
  const end = thinkItemsEnd(response);
  const kept = response.slice(0, end).replace(ITEM, (item, attributes: string, inner?: string) => {
    return inner === undefined || isEphemeral(attributes) ? "" : item;
  });
  return kept + response.slice(end);
}

const isEphemeral = (attributes: string): boolean => /\bephemeral="true"/.test(attributes);

/** The text of an element, also of one that is not closed yet. */
function elementText(inner: string, name: string): string {
  const start = inner.indexOf(`<${name}>`);
  if (start === -1) return "";
  const text = inner.slice(start + name.length + 2);
  const end = text.indexOf("<");
  return unescape((end === -1 ? text : text.slice(0, end)).replace(/&[#\w]{0,8}$/, "")).trim();
}
