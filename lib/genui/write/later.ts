/** Words that no component shows stand in texts of this length. */
const WORDS_CHARS = 4000;

/** A statement, or words of none, for which there was no room as it was meant. */
export interface Postponed {
  source: string | null;
  text: string;
}

/** What is shown as words when everything else is. */
export class Later {
  private readonly postponed: Postponed[] = [];

  get length(): number {
    return this.postponed.length;
  }

  add(postponed: Postponed): void {
    this.postponed.push(postponed);
  }

  /** All of it, as texts of a bounded length; `said` tells the words of one that are not shown yet. */
  *words(said: (postponed: Postponed) => readonly string[]): Generator<string> {
    let words = "";
    for (const one of this.postponed.splice(0)) {
      for (const lost of said(one)) words += `${lost}\n\n`;
      while (words.length >= WORDS_CHARS) {
        const end = words.lastIndexOf("\n", WORDS_CHARS) + 1 || WORDS_CHARS;
        yield words.slice(0, end);
        words = words.slice(end);
      }
    }
    yield words;
  }
}
