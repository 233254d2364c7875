import type { JsonPart } from "./json-scan";

/** What a reader makes of the text of a model. */
export interface ReaderSink {
  /** A whole statement, or what there is of one when `isCut`. */
  statement(source: string, isCut: boolean): void;
  prose(text: string): void;
  /** What the model thinks, from between its marks; not for the answer. */
  thought(text: string): void;
  /** A part of JSON that has ended. */
  jsonPart(part: JsonPart, source: string): void;
  /** The end of JSON, with what of it has not ended or is not in order; false when nothing of it was interface. */
  jsonEnd(open: string): boolean;
  /** JSON that is no interface. */
  json(source: string): void;
  /** A table or list in HTML, up to its end. */
  html(source: string): void;
}
