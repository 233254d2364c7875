import { describe, expect, test } from "vitest";
import type { Item } from "@/lib/generation/item";
import { OverBudget, spend, withBudget } from "@/lib/offline/budget";
import { tooMuch } from "@/lib/offline/decline";
import { message, requestOf } from "./case";
import { childrenOf, generate, kindOf, type Outcome } from "./run";

async function talk(turns: string[]): Promise<Outcome> {
  const input: Item[] = [];
  for (const turn of turns.slice(0, -1)) input.push(message("user", turn), message("assistant", "Noted."));
  return generate(requestOf([...input, message("user", turns.at(-1) ?? "")]));
}

describe("what was said earlier", () => {
  test.each([
    ["My name is Ada.", "What is my name?", "Ada"],
    ["Hi, I'm Grace and I work on compilers", "do you remember what I'm called?", "Grace"],
    ["Remember the number 42.", "What number did I ask you to remember?", "42"],
    ["The secret code is ZX-991. Keep it in mind.", "what's the secret code?", "ZX-991"],
    ["My favourite colour is teal", "What's my favorite color?", "teal"],
    ["my dog is called Rex", "what's my dog's name", "Rex"],
    ["Our meeting is on Thursday at 3pm", "When is our meeting?", "Thursday at 3pm"],
    ["I am 34 years old", "how old am I?", "34"],
    ["What is 2+2?", "What did I just ask you?", "2+2"],
  ])("%s → %s", async (said, question, answer) => {
    const outcome = await talk([said, question]);
    expect(kindOf(outcome)).toBe("recall");
    expect(outcome.text).toContain(answer);
    expect(outcome.faults).toEqual([]);
  });

  test("only the value, when only that is asked for", async () => {
    const outcome = await talk(["My name is Ada. Remember it.", "What is my name? Reply with just the name."]);
    expect(outcome.text).toContain("Ada");
    expect(outcome.text).not.toContain("From this conversation");
  });

  test("the latest word counts", async () => {
    const outcome = await talk(["My name is Ann", "Actually my name is Bea", "What's my name?"]);
    expect(outcome.text).toContain("Bea");
    expect(outcome.text).not.toContain("Ann");
  });

  test("two things asked at once are both answered, and one that was never said leaves the question open", async () => {
    const said = ["My name is Ada. I live in Turin.", "ok"];
    const both = await talk([...said, "What is my name and where do I live?"]);
    expect(both.text).toContain("Ada");
    expect(both.text).toContain("Turin");
    expect((await talk([...said, "What is my shoe size?"])).text).not.toContain("Turin");
  });

  test("what was not said is not made up", async () => {
    const outcome = await talk(["hello", "What is my name?"]);
    expect(outcome.text).toContain("Nothing in this conversation says what your name is");
  });

  test("a statement is confirmed, a request with one is not", async () => {
    expect(kindOf(await talk(["My name is Ada and I like hiking"]))).toBe("noted");
    expect(kindOf(await talk(["Write a poem. My name is Ada"]))).toBe("decline");
  });
});

describe("the answer and nothing else", () => {
  test.each([
    [["My name is Ada. Remember it.", "What is my name? Reply with just the name."], "Ada"],
    [["My name is Ada and I have a dog called Byron.", "What is my dog's name? Reply with just the name."], "Byron"],
    [["What is 17 * 24? Reply with just the number."], "408"],
    [["What is the capital of Japan? Answer in exactly one word."], "Tokyo"],
    [
      [
        `${"A sentence of no weight. ".repeat(400)}The launch code is \`quasar-471\`. ${"More of the same. ".repeat(400)}\n\nWhat is the launch code? Reply with just the code.`,
      ],
      "quasar-471",
    ],
    [['How many times does the letter "r" appear in "strawberry"? Reply with just the number.'], "3"],
    [["Reply with exactly this word and nothing else: ACKNOWLEDGED"], "ACKNOWLEDGED"],
    [["Repeat this text exactly, nothing else: héllo 世界 🚀"], "héllo 世界 🚀"],
  ])("%j", async (turns, answer) => {
    const outcome = await talk(turns);
    expect(childrenOf(outcome.root).map((child) => child.props.text)).toEqual([answer]);
  });

  test("fits into a limit of 16 tokens", async () => {
    const request = requestOf(
      [message("user", "My name is Ada."), message("assistant", "Hi"), message("user", "What is my name? Reply with just the name.")],
      {
        maxOutputTokens: 16,
      },
    );
    expect((await generate(request)).text).toContain('"Ada"');
  });
});

describe("the budget", () => {
  test("work that costs too much ends at once, and that is said", () => {
    const work = (): void => {
      for (;;) spend(100);
    };
    expect(() => withBudget(work)).toThrow(OverBudget);
    expect(() => withBudget(work, 0)).toThrow(OverBudget);
    expect(JSON.stringify(tooMuch())).toContain("This was too much at once");
  });
});

describe("attachments", () => {
  const image = { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "auto" } as const;
  const withParts = (text: string, parts: Extract<Item, { type: "message" }>["content"]): Item => ({
    ...(message("user", text) as Extract<Item, { type: "message" }>),
    content: [{ type: "input_text", text }, ...parts],
  });

  test.each(["What is in this picture?", "", "Chart this: a 1, b 2, c 3"])(
    "a picture is not looked at, and that is said: %j",
    async (text) => {
      const outcome = await generate(requestOf([withParts(text, [image])]));
      expect(outcome.faults).toEqual([]);
      expect(childrenOf(outcome.root)[0]?.props.title).toBe("Not looked at");
    },
  );

  test("a CSV file is data", async () => {
    const file = {
      type: "input_file",
      filename: "sales.csv",
      file_url: null,
      file_data: `data:text/csv;base64,${btoa("month,sales\nJan,3\nFeb,5\nMar,4")}`,
    } as const;
    const outcome = await generate(requestOf([withParts("Chart this", [file])]));
    expect(kindOf(outcome)).toBe("line");
    expect(outcome.text).not.toContain("Not looked at");
  });

  test("a PDF is named as unread", async () => {
    const file = { type: "input_file", filename: "a.pdf", file_url: null, file_data: "data:application/pdf;base64,JVBERi0=" } as const;
    expect((await generate(requestOf([withParts("Summarize", [file])]))).text).toContain("a.pdf");
  });
});

describe("simple obedience", () => {
  test.each([
    ["Say hello", "hello"],
    ['Reply with exactly: "pong 7"', "pong 7"],
    ["Respond with only the word OK", "OK"],
    ["Count from 1 to 5.", "1, 2, 3, 4, 5"],
  ])("%s", async (text, said) => {
    expect(childrenOf((await talk([text])).root)[0]?.props.text).toBe(said);
  });

  test.each(["Write a poem about the sea", "Say something nice about Paris in two sentences", "Respond politely to my boss"])(
    "%s is declined",
    async (text) => {
      expect(kindOf(await talk([text]))).toBe("decline");
    },
  );
});

describe("designs", () => {
  test.each([
    "Design a sales dashboard with KPI cards and a line chart of revenue",
    "Build a pricing page with three plans",
    "Mock up a settings page with tabs for Profile and Billing",
  ])("%s: placeholders under a warning that stands first", async (text) => {
    const outcome = await talk([text]);
    const [first] = childrenOf(outcome.root);
    expect(first?.props).toMatchObject({ variant: "warning", title: "Sample data" });
    expect(outcome.faults).toEqual([]);
  });

  test.each([
    "Show me the top 5 programming languages",
    "show our sales dashboard",
    "show me a bar chart comparing Q1-Q4 revenue for all products",
    "Compare the best laptops",
    "Build a login page",
    "Create a report on our sales",
  ])("%s gets no placeholders", async (text) => {
    expect(kindOf(await talk([text]))).not.toBe("sample");
  });

  test("data in the request wins over placeholders", async () => {
    expect(kindOf(await talk(["Build a dashboard from this:\nmonth,sales\nJan,3\nFeb,5\nMar,4"]))).toBe("line");
  });

  test("a later turn adds a part", async () => {
    const outcome = await talk(["Build a pricing page with three plans", "add a table of features"]);
    expect(kindOf(outcome)).toBe("sample");
    expect(outcome.text).toContain("Table(");
  });
});
