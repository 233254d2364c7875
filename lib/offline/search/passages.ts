import type { UiNode } from "@/lib/genui/tree";
import { clipped } from "@/lib/text";
import { header, paragraph, plain } from "../ui";
import { stemsOf } from "../words";

/** What a search found, as tools tell it: a number to cite, what it is called, where it stands, and its words. */
export interface Passage {
  number: number;
  title: string;
  /** Its page, site or date; empty where nothing is said of it. */
  place: string;
  text: string;
}

/** They ask, and stand in every sentence. */
const SMALL = new Set(
  "who whose whom what when where which why how many much the and for are was were did does has have had will would can could should about with from into this that they them their there its our your".split(
    " ",
  ),
);

const HEAD = /^\[(\d{1,3})\] (.+)$/;
const SHOWN_MAX = 6;
const SENTENCES_MAX = 3;
const SENTENCE_CHARS_MAX = 400;
const EXCERPT_CHARS_MAX = 220;

/** Reads the passages of a search; null for an output that is none. */
export function readPassages(output: string): Passage[] | null {
  const passages: Passage[] = [];
  for (const line of output.split("\n")) {
    const head = HEAD.exec(line);
    const last = passages.at(-1);
    if (head) {
      const [title = "", ...place] = (head[2] ?? "").split(" — ");
      passages.push({ number: Number(head[1]), title, place: place.join(", "), text: "" });
    } else if (!last) return null;
    // Its address stands below its name; readers get it from the number.
    else if (!(last.text === "" && /^https?:\/\/\S+$/.test(line))) last.text += `${line}\n`;
  }
  return passages.length === 0 ? null : passages;
}

/** What was found, quoted: the sentences nearest to what was asked, and each passage with its number. Nothing is said in other words. */
export function showPassages(passages: readonly Passage[], query: string): UiNode[] {
  const wanted = new Set(stemsOf(query).filter((word) => word.length > 2 && !SMALL.has(word)));
  const nearest = nearestSentences(passages, wanted);
  const names = new Set(passages.map(({ title }) => title));
  const listed = passages.slice(0, SHOWN_MAX).map((passage) => {
    const place = passage.place === "" ? "" : ` · ${plain(passage.place)}`;
    return `- **${plain(clipped(passage.title, 120))}**${place} [${passage.number}]  \n  ${plain(excerptOf(passage, wanted))}`;
  });
  const found = `${passages.length} ${passages.length === 1 ? "passage" : "passages"} from ${names.size} ${names.size === 1 ? "source" : "sources"}, quoted`;
  return [
    header(query === "" ? "What was found" : clipped(sentenceCase(query), 120), found),
    ...(nearest.length === 0 ? [] : [paragraph(nearest.map(({ text, number }) => `> ${plain(text)} [${number}]`).join("\n>\n"))]),
    paragraph(listed.join("\n")),
  ];
}

interface Sentence {
  text: string;
  number: number;
  score: number;
}

/** The sentences that hold most of what was asked, the rarest words counting most, in the order in which they were found. */
function nearestSentences(passages: readonly Passage[], wanted: ReadonlySet<string>): Sentence[] {
  const all = passages.flatMap(({ number, text }) =>
    sentencesOf(text).map((sentence) => ({ number, text: sentence, words: wordsAmong(sentence, wanted) })),
  );
  const counts = new Map([...wanted].map((word) => [word, all.filter(({ words }) => words.has(word)).length]));
  const weightOf = (word: string): number => 1 / Math.sqrt(1 + (counts.get(word) ?? 0));
  const total = [...wanted].reduce((sum, word) => sum + weightOf(word), 0);
  const scored = all.map(({ number, text, words }) => ({
    number,
    text,
    score: [...words].reduce((sum, word) => sum + weightOf(word), 0),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best === 0 || best < total / 3) return [];
  const kept = new Set(
    scored
      .toSorted((one, other) => other.score - one.score)
      .slice(0, SENTENCES_MAX)
      .filter(({ score }) => score >= best * 0.8),
  );
  return scored.filter((sentence) => kept.has(sentence));
}

/** Those of the words that a sentence holds, in whatever form: `open` also as `opened`. */
function wordsAmong(sentence: string, wanted: ReadonlySet<string>): Set<string> {
  const words = new Set(stemsOf(sentence));
  return new Set([...wanted].filter((word) => words.has(word) || (word.length >= 4 && [...words].some((other) => other.startsWith(word)))));
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 15 && !sentence.startsWith("[Cut here"))
    .map((sentence) => clipped(sentence, SENTENCE_CHARS_MAX));
}

function excerptOf({ text }: Passage, wanted: ReadonlySet<string>): string {
  const sentences = sentencesOf(text);
  const at = Math.max(
    0,
    sentences.findIndex((sentence) => wordsAmong(sentence, wanted).size > 0),
  );
  return clipped(sentences.slice(at).join(" "), EXCERPT_CHARS_MAX);
}

const sentenceCase = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
