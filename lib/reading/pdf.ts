import { getDocumentProxy } from "unpdf";
import { type Block, type ReadDocument, TEXT_CHARS_MAX, tooMuchText, UnreadableFile } from "./document";

const PAGES_MAX = 5_000;

/** A line that stands so much further below the last one than lines do begins a paragraph. */
const PARAGRAPH_GAP = 1.6;

interface Piece {
  str: string;
  hasEOL: boolean;
  height: number;
  transform: number[];
}

/**
 * Resolves to the text of a PDF, page by page. Nothing of it is run or drawn: no script, no font, no picture. Throws `UnreadableFile`
 * for one that is broken, has a password, or holds pictures of text only.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const document = await open(bytes);
  if (document.numPages > PAGES_MAX) throw new UnreadableFile("invalid_file", `The PDF has more than ${PAGES_MAX} pages.`);
  const blocks: Block[] = [];
  let chars = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    const paragraphs = paragraphsOf(items.filter((item): item is Piece & (typeof items)[number] => "str" in item));
    chars += paragraphs.reduce((sum, text) => sum + text.length, 0);
    if (chars > TEXT_CHARS_MAX) throw tooMuchText();
    blocks.push(...paragraphs.map((text) => ({ text, page: number })));
  }
  if (chars === 0) throw new UnreadableFile("invalid_file", "The PDF holds no text: pages that are pictures can't be read.");
  return { blocks };
}

async function open(bytes: Uint8Array) {
  const options = {
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: 0,
    stopAtErrors: false,
    verbosity: 0,
  };
  try {
    return await getDocumentProxy(bytes, options);
  } catch (error) {
    const isLocked = error instanceof Error && error.name === "PasswordException";
    throw new UnreadableFile("invalid_file", isLocked ? "The PDF has a password." : "The PDF is broken.");
  }
}

/** Lines are joined to paragraphs, and words that were divided at the end of a line are made whole. */
function paragraphsOf(pieces: Piece[]): string[] {
  const paragraphs: string[] = [];
  let paragraph = "";
  let line = "";
  let lastY: number | null = null;
  let lastHeight = 0;
  const endLine = () => {
    const text = line.trim();
    line = "";
    if (text === "") return;
    const isDivided = /\p{L}[-\u00ad]$/u.test(paragraph) && /^\p{Ll}/u.test(text);
    paragraph = paragraph === "" ? text : isDivided ? paragraph.slice(0, -1) + text : `${paragraph} ${text}`;
  };
  const endParagraph = () => {
    endLine();
    if (paragraph !== "") paragraphs.push(paragraph.replaceAll("\0", ""));
    paragraph = "";
  };
  for (const { str, hasEOL, height, transform } of pieces) {
    const y = transform[5] ?? 0;
    if (str.trim() !== "") {
      const size = height || lastHeight;
      if (lastY !== null && size > 0 && Math.abs(lastY - y) > size * PARAGRAPH_GAP) endParagraph();
      [lastY, lastHeight] = [y, size];
    }
    line += str;
    if (hasEOL) endLine();
  }
  endParagraph();
  return paragraphs;
}
