/** A tag of XML, and the text that stands before it. */
interface Tag {
  /** `w:p`, `/w:p`; of a tag that closes itself the name alone. */
  name: string;
  before: string;
  /** Returns an attribute's text; an empty one where there is none. */
  attribute: (name: string) => string;
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The tags of an XML text, one after the other. No entity but the five of XML and numbers is known, and no other file is looked at: that
 * is all that Word writes, and what else a text declares stays as it is written.
 */
export function* markupOf(xml: string): Generator<Tag> {
  for (let at = 0; ; ) {
    const open = xml.indexOf("<", at);
    if (open === -1) return;
    const before = decoded(xml.slice(at, open));
    const end = xml.indexOf(">", open);
    if (end === -1) return;
    const inner = xml.slice(open + 1, end);
    const name = /^\/?[^\s/]+/.exec(inner)?.[0] ?? "";
    yield { name, before, attribute: (wanted) => attributeOf(inner, wanted) };
    at = end + 1;
  }
}

function attributeOf(inner: string, name: string): string {
  const begin = inner.indexOf(` ${name}="`);
  if (begin === -1) return "";
  const from = begin + name.length + 3;
  const end = inner.indexOf('"', from);
  return end === -1 ? "" : decoded(inner.slice(from, end));
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "";
  });
}
