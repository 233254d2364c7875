import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { actionInWords, AREAS } from "./action-words";

/** Every action that is written anywhere, by the literals of the calls. */
function recordedActions(): string[] {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(`lib/${file}`, "utf8");
    if (!text.includes("audit(tx,")) return [];
    return [...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].flatMap(([, action = ""]) =>
      (action.split(".")[0] ?? "") in AREAS ? [action] : [],
    );
  });
  return [...new Set(found)];
}

test("every action that is recorded has words, and an area to be found by", () => {
  const actions = recordedActions();
  expect(actions.length).toBeGreaterThan(30);
  expect(actions.filter((action) => actionInWords(action) === action)).toEqual([]);
});
