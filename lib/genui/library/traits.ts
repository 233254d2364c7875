import type { UiNode, UiValue } from "../tree";

/** How the data of a component is brought into shape: rows and columns, records, named rows of numbers, shares, points. */
export type DataShape = "table" | "records" | "series" | "slices" | "points";

/** What can stand in for a required argument that was not written. */
export type Filler = "submit-buttons" | "field" | "field-label" | "dot" | "picture-words" | "pictures-words" | "words-of-picture";

/** A line of advice for models; the lower its rank, the earlier it stands. */
export interface Advice {
  rank: number;
  says: string;
}

/** A text beside what it comes from: the values a reader has anyway need not be told again. */
export type ToWords = (value: UiValue) => string;

/**
 * What differs from one component to the next, besides its arguments and their words. All that reads, mends, guards and explains components
 * asks for these and never for a name.
 */
export interface Traits {
  /** What models call it: older formats, other libraries, plain guesses; in small letters without marks. */
  aliases?: readonly string[];
  /** It is nothing to be seen unless one of these lists or texts holds something. */
  contents?: readonly string[];
  data?: DataShape;
  /** How many points of it are drawn. */
  pointsMax?: number;
  /** The last touch on valid arguments; returns what stands for the component. */
  refine?: (node: UiNode, toWords: ToWords) => UiNode[];
  /** Part of a card and the like: outside of one its words are all there is to it. */
  isPart?: boolean;
  /** Nothing in it is a word to a reader. */
  isMute?: boolean;
  /** Its `value` is read by people; elsewhere it is a key. */
  isValueRead?: boolean;
  /** Its children may become text. */
  isPanel?: boolean;
  /** What it becomes where only another one may stand: by the name of that, what its arguments are called there. */
  standIns?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Its picture, by the arguments with its words and its address; or pictures, by those with the lists of them. */
  picture?: { words: string; address: string; isMany?: boolean };
  /** A picture that a model sends beside its words stands in it. */
  isForPictures?: boolean;
  /** The argument that holds rows of cells which a client reads as addresses. */
  cellsIn?: string;
  /** Parts of which one is seen at a time, or which fold: the argument that holds them, and the one of theirs with what is in them. */
  panels?: { list: string; content: string; isSection?: boolean };
  /** The drawing of its whole draws it too. */
  isDrawnByWhole?: boolean;
  /** It names the whole answer. */
  isTitle?: boolean;
  /** It takes about the height of a chart. */
  isTall?: boolean;
  /** Most answers are made of it and its like: what models with little room are told of. */
  isCore?: boolean;
  /** What people are asked with for what a tool needs. */
  isForAsking?: boolean;
  /** What it shows best. */
  choice?: Advice;
  /** Which argument of a tool it asks for. */
  control?: Advice;
  /** What models must know besides its signature. */
  rule?: string;
  /** What stands around its example (`…`) in the documentation, where the repairer would not know better. */
  frame?: string;
  /** What a required argument is when it is missing, by its name. */
  fillers?: Readonly<Record<string, Filler>>;
}
