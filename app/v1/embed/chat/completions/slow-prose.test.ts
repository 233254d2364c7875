import OpenAI from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { unwrapAssistant } from "@/lib/genui/read/envelope";
import { childrenOf, currentParser } from "@/tests/genui/clients";
import { customModel, startCustomProvider, writeChoices } from "@/tests/http/provider";
import { openTransport, TRANSPORTS, type TransportName } from "@/tests/http/transport";
import { newActor, newKey } from "@/tests/keys/fixture";

/** How much of what the model has said may wait for more. */
const HELD_CHARS_MAX = 40;
const PIECE_CHARS = 3;

const TEXTS: Record<string, string> = {
  chinese: "北京是中华人民共和国的首都，位于华北平原的西北边缘。城市有三千多年的建城史和八百多年的建都史！".repeat(4),
  japanese: "東京は日本の首都です。世界最大級の都市圏を形成し、政治・経済・文化の中心となっています。".repeat(4),
  thai: "กรุงเทพมหานครเป็นเมืองหลวงและนครที่มีประชากรมากที่สุดของประเทศไทยเป็นศูนย์กลางการปกครอง".repeat(4),
  english: "The quick brown fox jumps over the lazy dog & runs on! ".repeat(8).trim(),
};

/** How many characters of the answer the client has drawn, and whom to tell. */
const drawn = { chars: 0, changed: () => {} };

const FIRST_WORDS = "Once upon a time";

const provider = await startCustomProvider({
  begins: async (response) => {
    writeChoices(response, [{ delta: { content: FIRST_WORDS } }], { end: false });
    while (drawn.chars < FIRST_WORDS.length) await drawing();
    writeChoices(response, [{ delta: {}, finish_reason: "stop" }]);
  },
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([name, text]) => [
      name,
      async (response) => {
        const characters = [...text];
        for (let sent = 0; sent < characters.length; sent += PIECE_CHARS) {
          // A slow model: what it said is with the reader before it goes on.
          while (sent - drawn.chars > HELD_CHARS_MAX) await drawing();
          writeChoices(response, [{ delta: { content: characters.slice(sent, sent + PIECE_CHARS).join("") } }], { end: false });
        }
        writeChoices(response, [{ delta: {}, finish_reason: "stop" }]);
      },
    ]),
  ),
});
afterAll(() => provider.close());

/** Resolves when the client has drawn more. */
function drawing(): Promise<void> {
  return new Promise((resolve) => {
    drawn.changed = resolve;
  });
}

describe.each(TRANSPORTS)("a slow model, over the %s transport", (name) => {
  test.each(Object.keys(TEXTS))("%s is drawn while it is written, at most 40 characters behind", async (language) => {
    expect(await drawAnswer(name, language)).toBe(TEXTS[language]);
  });

  test("the first words are drawn though nothing follows them yet", async () => {
    expect(await drawAnswer(name, "begins")).toBe(FIRST_WORDS);
  });
});

/** Asks a model of the provider, and draws what comes; gives the text that stands there at the end. */
async function drawAnswer(name: TransportName, model: string): Promise<string> {
  drawn.chars = 0;
  const { origin, fetch } = await openTransport(name, apiRoutes);
  const { secret } = await newKey(await newActor());
  const client = new OpenAI({ baseURL: `${origin}/v1/embed`, apiKey: secret, maxRetries: 0, fetch });
  const stream = await client.chat.completions.create({
    model: customModel(model),
    messages: [{ role: "user", content: "Hi" }],
    stream: true,
  });
  let content = "";
  for await (const { choices } of stream) {
    content += choices[0]?.delta.content ?? "";
    drawn.chars = [...textOf(content)].length;
    drawn.changed();
  }
  return textOf(content);
}

/** The text that the official parser draws of an answer that is still coming. */
function textOf(content: string): string {
  const { root } = currentParser().set(unwrapAssistant(content));
  return childrenOf(root)
    .map(({ props }) => (typeof props.text === "string" ? props.text : ""))
    .join("");
}
