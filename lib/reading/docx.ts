import { strFromU8, unzipSync } from "fflate";
import { type Block, type ReadDocument, UnreadableFile } from "./document";
import { markupOf } from "./markup";

/** How large a part of the file may be when it is unpacked. */
const PART_BYTES_MAX = 100_000_000;
const PARTS = ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml"];
const BROKEN = "The Word file is broken.";

/**
 * Returns the text of a Word file in headings, paragraphs and rows. Only the parts that hold text are unpacked, so macros and what is
 * embedded stay as they are. Throws `UnreadableFile` for other kinds of zip.
 */
export function readDocx(bytes: Uint8Array): ReadDocument {
  const parts = unpack(bytes);
  const document = parts["word/document.xml"];
  if (!document) throw new UnreadableFile("unsupported_file", "Of zip files only Word's .docx can be read.");
  const levels = headingLevels(parts["word/styles.xml"]);
  const blocks = [document, parts["word/footnotes.xml"], parts["word/endnotes.xml"]].flatMap((part) =>
    part ? blocksOf(strFromU8(part), levels) : [],
  );
  return { blocks };
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    // A part that is larger than it says is cut: what it says is all the room that it is given.
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.includes(name)) return false;
        if (originalSize > PART_BYTES_MAX) throw new UnreadableFile("invalid_file", "The Word file is too large when it is unpacked.");
        return true;
      },
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("invalid_file", BROKEN);
  }
}

/** The level of each style that is a heading's, by its id. Word knows these names in every language. */
function headingLevels(styles: Uint8Array | undefined): Map<string, number> {
  const levels = new Map<string, number>();
  let style = "";
  for (const { name, attribute } of styles ? markupOf(strFromU8(styles)) : []) {
    if (name === "w:style") style = attribute("w:styleId");
    const level = name === "w:name" ? /^heading ([1-6])$/i.exec(attribute("w:val"))?.[1] : undefined;
    if (level) levels.set(style, Number(level));
    if (name === "w:name" && attribute("w:val").toLowerCase() === "title") levels.set(style, 1);
  }
  return levels;
}

function blocksOf(xml: string, levels: ReadonlyMap<string, number>): Block[] {
  const blocks: Block[] = [];
  let text = "";
  let level: number | undefined;
  let isText = false;
  let row: string[] | null = null;
  for (const tag of markupOf(xml)) {
    if (isText && tag.before !== "") text += tag.before;
    isText = tag.name === "w:t";
    if (tag.name === "w:tab" || tag.name === "w:br" || tag.name === "w:cr") text += tag.name === "w:tab" ? "\t" : "\n";
    if (tag.name === "w:pStyle") level = levels.get(tag.attribute("w:val"));
    if (tag.name === "w:tr") row = [];
    if (tag.name === "/w:p") {
      const paragraph = text.trim();
      if (paragraph !== "" && row) row.push(paragraph);
      else if (paragraph !== "") blocks.push(level === undefined ? { text: paragraph } : { text: paragraph, level });
      [text, level] = ["", undefined];
    }
    if (tag.name === "/w:tr") {
      if (row && row.length > 0) blocks.push({ text: row.join(" | ") });
      row = null;
    }
  }
  return blocks;
}
