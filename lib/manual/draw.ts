import { htmlPage, reactClient } from "./drawing-snippets";
import { baseUrl, type ManualPage, program, type Reader, text } from "./page";
import { PROMPT } from "./snippets";

const questionFor = ({ model }: Reader) => ({ model, messages: [{ role: "user", content: PROMPT }] });
const html = (reader: Reader) => htmlPage(baseUrl(reader), questionFor(reader), reader.secret);
const react = (reader: Reader) => reactClient(baseUrl(reader), questionFor(reader), reader.secret);
const NOWHERE: Reader = { origin: "http://localhost:3000", model: "", secret: "" };

export const draw: ManualPage = {
  slug: "draw",
  title: "Draw an answer",
  summary: "In a plain page, in React, or as words where nothing can be drawn.",
  sections: [
    {
      heading: "A plain page",
      blocks: [
        text("The script that this server gives brings `<vitrine-answer>` along, with a renderer made of MIT packages. It needs no build."),
        { type: "sample", language: "html", file: "ask.html", title: html(NOWHERE).title, code: (reader) => html(reader).code },
        text(html(NOWHERE).note),
      ],
    },
    {
      heading: "React",
      blocks: [
        text("`C1Component` of `@thesysai/genui-sdk` draws the same answers. Give it what has come so far and whether more comes."),
        { type: "sample", language: "jsx", file: "src/App.jsx", title: react(NOWHERE).title, code: (reader) => react(reader).code },
        text(
          "A button or a form of the answer calls `onAction` with `llmFriendlyMessage`: send that back as the next message of the user. `humanFriendlyMessage` is what to show in the dialogue.",
        ),
      ],
    },
    {
      heading: "Words",
      blocks: [
        text(
          'What cannot draw, such as mail, a terminal or a log, asks for Markdown: `?format=markdown`, `Accept: text/markdown`, or `"format": "markdown"` in `metadata.thesys`. Charts become tables of their numbers. A response that is stored as interface is read in words by `GET /v1/embed/responses/{id}?format=markdown`.',
        ),
        program(
          "js",
          "words.mjs",
          (reader) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });

const answer = await client.chat.completions.create({
  model: "${reader.model}",
  messages: [{ role: "user", content: "${PROMPT}" }],
  metadata: { thesys: JSON.stringify({ format: "markdown" }) },
});
console.log(answer.choices[0].message.content);`,
        ),
      ],
    },
  ],
};
