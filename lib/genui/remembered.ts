const TEXTS_MAX = 4000;
const CHARS_MAX = 64;

/** Returns `read` with what it made of short texts kept, for names that come again and again. Bounded, whatever the texts. */
export function remembered<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = read(text);
    if (known.size >= TEXTS_MAX) known.clear();
    if (text.length <= CHARS_MAX) known.set(text, result);
    return result;
  };
}
