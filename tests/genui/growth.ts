const times = (count: number, of: (index: number) => string, separator = "\n"): string =>
  Array.from({ length: count }, (_, index) => of(index)).join(separator);

/** An answer that some reading of it would multiply, and words that must still be read in what is drawn. */
export interface Growing {
  name: string;
  text: string;
  words: string[];
}

const BIG = `big = TextContent("${"a long sentence about bolts ".repeat(200)}and this is its end")`;

/** Answers whose parts are few and whose references, roots and changes are many. */
export const GROWING: readonly Growing[] = [
  {
    name: "cards in cards by name",
    text: `root = Card([s0])\n${times(1200, (n) => `s${n} = Card([t${n}, s${n + 1}])`)}\n${times(1200, (n) => `t${n} = TextContent("w${n} is said")`)}`,
    words: ["w0 is said", "w200 is said", "w1199 is said"],
  },
  {
    name: "cards in cards in place",
    text: `root = ${"Card([".repeat(3000)}TextContent("the innermost words")${"])".repeat(3000)}`,
    words: ["the innermost words"],
  },
  {
    name: "sections in sections by name",
    text: `root = Card([s0])\n${times(300, (n) => `s${n} = Tabs([TabItem("v${n}", "Trigger ${n}", [s${n + 1}])])`)}\ns300 = TextContent("the bottom of it all")`,
    words: ["Trigger 0", "the bottom of it all"],
  },
  {
    name: "a wide root",
    text: `root = Card([${times(1500, (n) => `t${n}`, ", ")}])\n${times(1500, (n) => `t${n} = TextContent("wide ${n} words")`)}`,
    words: ["wide 0 words", "wide 399 words", "wide 400 words", "wide 1499 words"],
  },
  {
    name: "many references to one big text",
    text: `${BIG}\nroot = Card([${times(1000, () => "big", ", ")}])`,
    words: ["and this is its end"],
  },
  {
    name: "many sections around one big text",
    text: `${BIG}\nroot = Card([${times(300, (n) => `x${n}`, ", ")}])\n${times(300, (n) => `x${n} = Tabs([TabItem("v${n}", "Own words ${n}", [big, big, big])])`)}`,
    words: ["and this is its end", "Own words 0", "Own words 299"],
  },
  {
    name: "one list of a big text",
    text: `label = "${"a long label about bolts ".repeat(400)}and its end"\nroot = Card([l])\nl = List([${times(3000, () => "ListItem(label)", ", ")}])`,
    words: ["and its end"],
  },
  {
    name: "references that double",
    text: `root = Card([a0, after])\n${times(60, (n) => `a${n} = Tabs([TabItem("x", "Left ${n}", [a${n + 1}]), TabItem("y", "Right ${n}", [a${n + 1}])])`)}\na60 = TextContent("words at the end of doubling")\nafter = TextContent("words after it")`,
    words: ["Left 0", "words at the end of doubling", "words after it"],
  },
  {
    name: "references in circles",
    text: `root = Card([c0])\n${times(1000, (n) => `c${n} = Tabs([TabItem("v", "Round ${n}", [c${(n + 1) % 1000}, c${(n * 7) % 1000}])])`)}`,
    words: ["Round 0", "Round 1"],
  },
  {
    name: "the root redefined 4,000 times",
    text: `${times(300, (n) => `t${n} = TextContent("part ${n} of it")`)}\n${times(4_000, (n) => `root = Card([${times(5, (m) => `t${(n + m) % 300}`, ", ")}])`)}`,
    words: ["part 0 of it", "part 299 of it"],
  },
  {
    name: "a name redefined 1,500 times",
    text: `root = Card([a])\n${times(1500, (n) => `a = TextContent("version ${n} of it")`)}`,
    words: ["version 0 of it", "version 1499 of it"],
  },
  {
    name: "prose and components in turn",
    text: times(1200, (n) => `Sentence ${n} here.\nt${n} = TextContent("statement ${n} here")`),
    words: ["Sentence 0 here.", "statement 0 here", "Sentence 1199 here.", "statement 1199 here"],
  },
  {
    name: "components that stand alone",
    text: times(1500, (n) => `TextContent("alone ${n} again")`),
    words: ["alone 0 again", "alone 1499 again"],
  },
  {
    name: "one header for many tables",
    text: `cols = [${times(20, (n) => `Col("A column with a long name ${n}")`, ", ")}]\nroot = Card([${times(390, (n) => `t${n}`, ", ")}])\n${times(390, (n) => `t${n} = Table(cols, [["row of ${n}"]])`)}`,
    words: ["A column with a long name 19", "row of 0", "row of 389"],
  },
  {
    name: "a follow-up list that is used everywhere",
    text: `asks = [${times(100, (n) => `"Ask me about ${n}"`, ", ")}]\nroot = Card([${times(380, (n) => `f${n}`, ", ")}])\n${times(380, (n) => `f${n} = FollowUpBlock(asks)`)}`,
    words: ["Ask me about 0", "Ask me about 99"],
  },
  {
    name: "unused parts that refer to all others",
    text: `root = Card([only])\nonly = TextContent("the only one")\nall = [${times(1200, (n) => `z${n}`, ", ")}]\n${times(1200, (n) => `u${n} = [all]`)}\n${times(1200, (n) => `z${n} = "unused ${n} word"`)}`,
    words: ["the only one", "unused 0 word"],
  },
  {
    name: "names of forty characters",
    text: `root = Card([${times(3000, (n) => `a${String(n).padStart(39, "_")}`, ", ")}])\n${times(3000, (n) => `a${String(n).padStart(39, "_")} = TextContent("n${n} is here")`)}`,
    words: ["n0 is here", "n2999 is here"],
  },
  {
    name: "quotation marks",
    text: `She said: ${'"'.repeat(60_000)} and left.`,
    words: ["She said:"],
  },
  {
    name: "backticks, brackets and ampersands",
    text: `Some marks: ${"``&<>".repeat(15_000)} and words.`,
    words: ["Some marks:"],
  },
];
