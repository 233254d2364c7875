import { readdirSync, readFileSync } from "node:fs";

/** A text as a model writes it. */
export interface Sample {
  name: string;
  text: string;
}

const FOLDER = new URL("./corpus/", import.meta.url);

/** Every sample of `corpus/*.txt`; a line `=== name` begins one. */
export function readSamples(): Sample[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".txt"))
    .flatMap((file) =>
      readFileSync(new URL(file, FOLDER), "utf8")
        .split(/^=== /m)
        .slice(1)
        .map((part) => {
          const end = part.indexOf("\n");
          return { name: `${file.replace(".txt", "")}: ${part.slice(0, end)}`, text: part.slice(end + 1).replace(/\n$/, "") };
        }),
    );
}
