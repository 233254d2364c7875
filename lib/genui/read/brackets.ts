import { mayClose } from "./quotes";

/** Follows the strings and brackets of a statement through its lines. */
export class Brackets {
  private depth = 0;
  /** The quote of the string that is open; empty outside of strings. */
  quote = "";

  /** Whether everything that was opened is closed. */
  get isClosed(): boolean {
    return this.depth === 0 && this.quote === "";
  }

  /** Returns the line without comments. */
  scan(line: string): string {
    for (let index = 0; index < line.length; index++) {
      const character = line.charAt(index);
      if (this.quote !== "") {
        if (character === "\\") index++;
        else if (character === this.quote && (character === '"' || mayClose(line, index))) this.quote = "";
      } else if (character === '"' || character === "'") this.quote = character;
      else if (character === "(" || character === "[" || character === "{") this.depth++;
      else if (character === ")" || character === "]" || character === "}") this.depth = Math.max(0, this.depth - 1);
      else if (character === "#" || (character === "/" && line.charAt(index + 1) === "/")) return `${line.slice(0, index)}\n`;
    }
    return line;
  }
}
