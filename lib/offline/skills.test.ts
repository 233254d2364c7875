import { afterEach, describe, expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { message, requestOf } from "@/tests/offline/case";
import { answer } from "./answer";
import { offline } from "./offline";
import { SKILLS } from "./skills";

afterEach(() => void vi.restoreAllMocks());

const skillOf = (...turns: string[]): string => answer(requestOf(turns.map((turn) => message("user", turn)))).skill;

describe("the ordered list of skills", () => {
  test("every skill has a name of its own and a reason", () => {
    expect(new Set(SKILLS.map(({ name }) => name)).size).toBe(SKILLS.length);
    expect(SKILLS.filter(({ because }) => because.length < 10)).toEqual([]);
  });

  test("the last skill answers whatever is asked, and no other does", () => {
    const request = requestOf([message("user", "zzz")]);
    const conversation = { last: { text: "zzz", forms: {} }, results: [], earlier: [], unread: [] };
    const answering = SKILLS.filter((skill) => skill.answer({ request, conversation, text: "zzz" }) !== null);
    expect(answering.map(({ name }) => name)).toEqual([SKILLS.at(-1)?.name]);
  });

  test.each([
    [["month,sales\nJan,3\nFeb,4"], "data"],
    [["Chart this data:\nmonth,sales\nJan,3\nFeb,4"], "data-first"],
    [["month,sales\nJan,3\nFeb,4", "as a table"], "data-change"],
    [["Create a contact form with name and email"], "form"],
    [["Create a contact form with name and email", "add a phone field"], "form-change"],
    [["Design a dashboard with KPI cards"], "design"],
    [["What is 15% of 240?"], "calc"],
    [["What is the capital of France?"], "fact"],
    [["My name is Ada.", "What is my name?"], "recall"],
    [["Say hello"], "echo"],
    [["Write a poem about the sea"], "decline"],
  ])("%j is for the skill %s", (turns, name) => {
    expect(skillOf(...turns)).toBe(name);
  });

  test("the log says which skill answered, and why", async () => {
    const lines = vi.spyOn(log, "info");
    const request = requestOf([message("user", "What is 15% of 240?")]);
    for await (const event of offline.stream(request, new AbortController().signal)) void event;
    expect(lines).toHaveBeenCalledWith({ skill: "calc", because: "there is something to compute" }, "the offline engine answers");
  });
});

test.each(["Write a poem about the sea", "Plan a 3 day trip to Rome", "My evening: read, rest, repeat", "Who won the cup in 2018?"])(
  "what the decline of %s offers is answered by another skill",
  (text) => {
    const declined = JSON.stringify(answer(requestOf([message("user", text)])));
    const offers = [...declined.matchAll(/"label":"([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(skillOf(text)).toBe("decline");
    expect(offers.length).toBeGreaterThanOrEqual(3);
    expect(offers.filter((offer) => skillOf(offer) === "decline")).toEqual([]);
  },
);
