/** Whether the data of an event is the mark that ends a stream of OpenAI's format; clients look at how it begins. */
export function isEndMark(data: string): boolean {
  return /^\s*\[DONE\]/i.test(data);
}
