import { baseUrl, type ManualPage, program, text } from "./page";

export const components: ManualPage = {
  slug: "components",
  title: "Components of your own",
  summary: "Which components an answer may use, and how yours join them.",
  sections: [
    {
      heading: "Choose",
      blocks: [
        text(
          "The [Components](/components) page shows every component, drawn live. `metadata.thesys`, a JSON text, says which of them a request leaves out (`c1_excluded_components`) or adds (`c1_included_components`).",
        ),
        program(
          "js",
          "without-tables.mjs",
          (reader) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });

const answer = await client.chat.completions.create({
  model: "${reader.model}",
  messages: [{ role: "user", content: "Ann 31, Ben 27, Cleo 45" }],
  metadata: { thesys: JSON.stringify({ c1_excluded_components: ["Table"] }) },
});
console.log(answer.choices[0].message.content);`,
        ),
      ],
    },
    {
      heading: "Add",
      blocks: [
        text(
          "`c1_custom_components` names components of yours, each with the JSON Schema of its props: the model may then use them, and your renderer draws them (`customComponents` of `C1Component`). `c1_custom_actions` does the same for what buttons do.",
          "Names begin with a capital letter, and none may be that of a built-in component.",
        ),
        program(
          "js",
          "own-component.mjs",
          (reader) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });

const PriceTag = {
  type: "object",
  description: "What a thing costs",
  properties: { item: { type: "string" }, price: { type: "number" } },
  required: ["item", "price"],
};
const answer = await client.chat.completions.create({
  model: "${reader.model}",
  messages: [{ role: "user", content: "Chart: apples 3, pears 4" }],
  metadata: { thesys: JSON.stringify({ c1_custom_components: { PriceTag } }) },
});
console.log(answer.choices[0].message.content);`,
        ),
      ],
    },
  ],
};
