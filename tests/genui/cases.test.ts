import { readdirSync, readFileSync } from "node:fs";
import { createParser } from "@openuidev/lang-core";
import { beforeAll, describe, expect, test } from "vitest";
import { library } from "@/lib/genui/library/library";
import { type ClientParser, currentParser, rendererParser } from "./clients";
import { answerTo, type Case, differences, faultWhileStreaming, programIn } from "./judge";

const FOLDER = new URL("./cases/", import.meta.url);
const FILES = readdirSync(FOLDER).map((file) => ({
  kind: file.replace(".json", "").replaceAll("-", " "),
  cases: JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Case[],
}));
const LENGTHS = [1, 3, Number.POSITIVE_INFINITY];
const whole = createParser(library.toJSONSchema(), "Card");
let older: () => ClientParser;

beforeAll(async () => {
  older = await rendererParser();
});

describe.each(FILES)("$kind", ({ cases }) => {
  test.each(cases)("$name", async ({ wrote, tools = [], ...expected }) => {
    const text = Array.isArray(wrote) ? wrote.join("\n") : wrote;
    for (const payload of ["c1", "openui"] as const)
      for (const length of LENGTHS) {
        const { pieces, calls } = await answerTo(text, Math.min(length, text.length), { payload, library: null }, tools);
        expect(calls.map(({ name, args }) => [name, JSON.parse(args)])).toEqual(expected.calls ?? []);
        // A call may be all there is to an answer.
        if (pieces.length === 0 && calls.length > 0) continue;
        const program = programIn(pieces.join(""));
        const { root, meta } = whole.parse(program);
        expect({ errors: meta.errors, unresolved: meta.unresolved }).toEqual({ errors: [], unresolved: [] });
        expect(differences(root, expected)).toEqual([]);
        for (const parser of [currentParser(), older()]) {
          const { last, fault } = faultWhileStreaming(pieces, parser);
          expect(fault).toBeNull();
          expect(differences(last?.root ?? null, expected)).toEqual([]);
        }
      }
  });
});
