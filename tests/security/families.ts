/** What a hostile text is made of: characters and fragments that some reader somewhere takes for the beginning of something. */
const PIECES = [
  "\n",
  " ",
  "\t",
  "a",
  "1",
  "é",
  "中",
  "😀",
  "\ud800",
  "\udc00",
  "e\u0301",
  "\u0301",
  "<",
  ">",
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  '"',
  "'",
  "\\",
  "&",
  "|",
  ",",
  ";",
  ":",
  ".",
  "-",
  "_",
  "#",
  "*",
  "`",
  "~",
  "=",
  "+",
  "%",
  "$",
  "/",
  "!",
  "?",
  "```",
  "```\n",
  "<context>",
  "</context>",
  "<content>",
  "</content>",
  "<content",
  "<think>",
  "</think>",
  "<thinkitem>",
  "<thinkitem>x</thinkitem>",
  "<think></think>",
  "root = ",
  "Card([",
  "1,",
  "- ",
  "# ",
  "> ",
  "a,b\n",
  "a: 1\n",
  "| a |\n",
  "&amp;",
  "![a](",
  '{"a":1}\n',
  '{"a":',
  '"a",',
  "for ",
  "and ",
  "is ",
  "chart by ",
  "step ",
  "url(",
];
const NESTED = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ['{"a":', "}"],
  ["<b>", "</b>"],
  ["Card([", "])"],
  ["> ", "\n"],
  ["**", "**"],
] as const;

export interface Family {
  name: string;
  /** A text of about so many characters. */
  grow: (length: number) => string;
}

const repeated =
  (piece: string): Family["grow"] =>
  (length) =>
    piece.repeat(Math.ceil(length / piece.length));

/** Repeated, alternating with another, and nested. */
export const FAMILIES: readonly Family[] = [
  ...PIECES.map((piece) => ({ name: JSON.stringify(piece), grow: repeated(piece) })),
  ...PIECES.map((piece, i) => piece + (PIECES[(i * 7 + 13) % PIECES.length] ?? "")).map((pair) => ({
    name: JSON.stringify(pair),
    grow: repeated(pair),
  })),
  ...NESTED.map(([open, close]) => ({
    name: `${open} in ${open}`,
    grow: (length: number) => {
      const depth = Math.ceil(length / (open.length + close.length));
      return open.repeat(depth) + close.repeat(depth);
    },
  })),
];
