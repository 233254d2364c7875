import type { UiOptions } from "@/lib/generation/request";
import type { Citations } from "./citations";
import type { CallerLibrary } from "./library/caller-library";
import { type Catalogue, catalogueOf } from "./library/catalogue";
import { calloutNode, followUpsNode } from "./library/made";
import { traitsOf } from "./library/library";
import { Program } from "./program";
import { Prose } from "./prose";
import { readData } from "./read/data";
import { readHtml } from "./read/html";
import { withoutClosing } from "./read/json";
import { componentIn, JsonInterface } from "./read/json-interface";
import { Reader } from "./read/reader";
import { readStatements, type Statement, wordsIn } from "./read/statements";
import { withoutThoughts } from "./read/thought";
import { ReportBuilder } from "./repair/report";
import type { UiNode } from "./tree";
import { type Payload, writerOf } from "./payload";
import type { Measure } from "./write/allowance";

/** How an answer ended: whole, cut off by a limit, stopped by a filter, or broken off by a failure that the caller reports. */
export type Ending = "whole" | "cut" | "filtered" | "broken";

/** Turns the text of a model into a program that is safe and renders at every moment, piece by piece. */
export interface Stage {
  /** What can be shown of the text so far and was not shown yet; often nothing. */
  push(text: string): string;
  /** A picture behind what was written so far. */
  addPicture(url: string): void;
  /** The rest. `mayBeEmpty` when an answer without a word is in order, as beside tool calls. */
  end(ending: Ending, mayBeEmpty: boolean): string;
  /** `push` in slices: work may pause at every step. What can be shown is had from `take`, at any time. */
  pushing(text: string): Generator<void>;
  /** `end` in slices. */
  ending(ending: Ending, mayBeEmpty: boolean): Generator<void>;
  take(): string;
  /** Whether there is anything to be seen. */
  readonly isShown: boolean;
}

const ENDED_EARLY: Partial<Record<Ending, UiNode>> = {
  cut: calloutNode("warning", "The answer was cut off", "It reached the limit of its length."),
  filtered: calloutNode("warning", "The answer was stopped", "The provider's content filter ended it. Asking in other words may help."),
};
const NOTHING: UiNode[] = [
  calloutNode("danger", "Something went wrong", "The model did not return a complete answer. You can try again."),
  followUpsNode(["Try again"]),
];

const SOURCE_CHARS_MAX = 20_000;
/** How much is read at once where that can be chosen. */
const SLICE_CHARS = 2000;

export interface StageOptions {
  /** The components in place of ours. */
  library?: CallerLibrary | null;
  /** Gets what the model wrote of its thinking. */
  onThought?: (text: string) => void;
  /** Notes what was wrong and is mended. */
  report?: ReportBuilder;
  /** What the answer is written as; plain OpenUI Lang when nothing is said. */
  payload?: Payload;
  /** What a piece takes on its way to the client. */
  measure?: Measure;
  /** What the answer may cite. */
  citations?: Citations | null;
  /** What an answer ends with that has buttons, for clients that draw them: those of the C1 format. */
  closing?: () => UiNode[];
}

/** A stage for one answer. */
export function createStage(ui: UiOptions, options: StageOptions = {}): Stage {
  const { library, onThought = () => {}, report = new ReportBuilder(), payload = "openui", measure, citations = null } = options;
  const catalogue = catalogueOf(ui, library);
  const out: string[] = [];
  const writer = writerOf(payload, (text) => out.push(text), catalogue);
  const program = new Program(catalogue, writer, report, measure, citations);
  const prose = new Prose(program, writer, citations);
  const reader = readerInto(program, prose, catalogue, onThought, citations);
  // Kept until something is shown: if nothing ever is, the words in it are better than none.
  let source = "";
  const take = (): string => (out.length === 0 ? "" : out.splice(0).join(""));
  const pushSlice = (text: string, at: number): number => {
    const slice = text.slice(at, sliceEnd(text, at));
    if (source.length < SOURCE_CHARS_MAX && !program.isShown) source += slice;
    program.read(slice.length);
    reader.push(slice);
    return at + slice.length;
  };
  function* pushing(text: string): Generator<void> {
    for (let at = 0; at < text.length; ) {
      at = pushSlice(text, at);
      yield;
      while (program.showNext()) yield;
    }
  }
  function* ending(how: Ending, mayBeEmpty: boolean): Generator<void> {
    if (how !== "whole") report.add("incomplete", "The answer ends in the middle.");
    reader.end(how !== "whole");
    prose.end();
    yield* program.ending();
    if (!program.isShown) yield* sourceShown(source.slice(0, SOURCE_CHARS_MAX), how !== "whole", program, prose);
    addEnding(how, program, catalogue, mayBeEmpty, citations);
    if (catalogue.isOwn && payload === "c1") for (const node of options.closing?.() ?? []) program.addNode(node);
    program.close();
  }
  return {
    get isShown() {
      return program.isShown;
    },
    push(text) {
      for (let at = 0; at < text.length; ) {
        at = pushSlice(text, at);
        while (program.showNext());
      }
      return take();
    },
    end(how, mayBeEmpty) {
      for (const _ of ending(how, mayBeEmpty));
      return take();
    },
    addPicture: (url) => showPicture(payload === "markdown" ? null : pictureOf(url, catalogue), { reader, prose, program }),
    pushing,
    ending,
    take,
  };
}

/** Shows what can be found in an output of which nothing else is: a component in a call of a tool that nobody offered, else its words. */
function* sourceShown(source: string, isCut: boolean, program: Program, prose: Prose): Generator<void> {
  const component = componentIn(source);
  if (component !== null) {
    program.add({ name: "root", value: component }, source.length);
    yield* program.ending();
  }
  if (program.isShown) return;
  prose.push(wordsIn(withoutThoughts(source, isCut)));
  prose.end();
}

/** A picture as the component of a library for it; null where it has none. */
function pictureOf(url: string, catalogue: Catalogue): UiNode | null {
  for (const component of catalogue.specs.keys()) {
    const { isForPictures, picture } = traitsOf(component);
    if (isForPictures && picture) return { component, props: { [picture.address]: url, [picture.words]: "Picture" } };
  }
  return null;
}

/** Shows a picture behind what was written, or says that it came. */
function showPicture(picture: UiNode | null, { reader, prose, program }: { reader: Reader; prose: Prose; program: Program }): void {
  reader.push("\n\n");
  prose.end();
  if (picture) program.addNode(picture);
  else prose.push("*The model sent a picture.*\n\n");
}

/** At the end of the line, or sooner in a long one. */
function sliceEnd(text: string, at: number): number {
  const line = text.indexOf("\n", at) + 1;
  return Math.min(line === 0 ? text.length : line, at + SLICE_CHARS);
}

/** What is shown of an answer that ends so, in words of its own. */
function addEnding(how: Ending, program: Program, catalogue: Catalogue, mayBeEmpty: boolean, citations: Citations | null): void {
  const has = (node: UiNode): boolean => catalogue.isOwn && catalogue.specs.has(node.component);
  const note = ENDED_EARLY[how];
  if (note && (program.isShown || !mayBeEmpty) && has(note)) program.addNode(note);
  if (!program.isShown && !mayBeEmpty) for (const node of NOTHING.filter(has)) program.addNode(node);
  if (!program.isShown && !mayBeEmpty) program.addWords("The model did not return an answer.");
  const strip = citations?.strip() ?? null;
  if (strip !== null && catalogue.isOwn && catalogue.textComponent !== null)
    program.addNode({ component: catalogue.textComponent, props: { text: strip, size: "small" } });
}

function readerInto(
  program: Program,
  prose: Prose,
  catalogue: Catalogue,
  onThought: (text: string) => void,
  citations: Citations | null,
): Reader {
  const json = new JsonInterface(catalogue);
  const add = (statements: readonly Statement[], chars: number): void => {
    if (statements.length > 0) prose.end();
    for (const statement of statements) program.add(statement, chars);
  };
  return new Reader(catalogue, {
    statement(source, isCut) {
      prose.end();
      const placed = citations?.withPlaces(source) ?? source;
      for (const statement of readStatements(placed, isCut)) program.add(statement, source.length);
    },
    prose: (text) => prose.push(text),
    thought: onThought,
    html(source) {
      const parts = readHtml(source);
      if (!parts) return prose.push(source);
      prose.end();
      for (const part of parts) program.add({ name: null, value: part }, Math.ceil(source.length / parts.length));
    },
    jsonPart(part, source) {
      add(json.part(part, source), part.end - part.start);
    },
    jsonEnd(open) {
      const { statements, rest } = json.end(open);
      add(statements, open.length);
      const isInterface = json.isInterface;
      json.isInterface = false;
      const behind = statements.length > 0 ? rest : withoutClosing(open);
      if (isInterface && behind.trim() !== "") prose.push(behind);
      return isInterface;
    },
    json(source) {
      const data = readData(source);
      if (!data) return prose.push(`\`\`\`json\n${source.trim()}\n\`\`\`\n\n`);
      prose.end();
      for (const part of data) program.add({ name: null, value: part }, Math.ceil(source.length / data.length));
    },
  });
}
