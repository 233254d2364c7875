import { baseUrl, type ManualPage, program, text } from "./page";

export const responses: ManualPage = {
  slug: "responses",
  title: "Responses and conversations",
  summary: "Answers that the server keeps, goes on from, and finishes without you.",
  sections: [
    {
      heading: "Go on from a response",
      blocks: [
        text(
          "A response is stored before you are told that it is done, unless `store` is false. The next request names it in `previous_response_id` and sends only what is new.",
        ),
        program(
          "python",
          "go_on.py",
          (reader) => `from openai import OpenAI

client = OpenAI(base_url="${baseUrl(reader)}", api_key="${reader.secret}")

first = client.responses.create(
    model="${reader.model}",
    input="Show a table: Ann 31, Ben 27, Cleo 45",
)
second = client.responses.create(
    model="${reader.model}",
    input="Now as a bar chart",
    previous_response_id=first.id,
)
print(second.output_text)`,
        ),
      ],
    },
    {
      heading: "Conversations",
      blocks: [
        text(
          "A conversation keeps all items of a dialogue under one id, over as many responses as you like. Its endpoints stand at the root of the server as well as below the base URL.",
        ),
        program(
          "js",
          "conversation.mjs",
          (reader) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });

const conversation = await client.conversations.create({ metadata: { customer: "42" } });
for (const input of ["Show a table: Ann 31, Ben 27, Cleo 45", "Sort it by the number"]) {
  const response = await client.responses.create({
    model: "${reader.model}",
    conversation: conversation.id,
    input,
  });
  console.log(response.output_text);
}
const items = await client.conversations.items.list(conversation.id);
console.log(items.data.length, "items");`,
        ),
      ],
    },
    {
      heading: "In the background",
      blocks: [
        text(
          "With `background: true` the answer goes on when you leave. Ask for it by its id, or follow its events again from any of them (`stream: true` and `starting_after`). `cancel` ends it; what came stays.",
        ),
        program(
          "js",
          "background.mjs",
          (reader) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });

let response = await client.responses.create({
  model: "${reader.model}",
  input: "Chart: Jan 120, Feb 180, Mar 160",
  background: true,
});
while (response.status === "queued" || response.status === "in_progress") {
  await new Promise((resolve) => setTimeout(resolve, 500));
  response = await client.responses.retrieve(response.id);
}
console.log(response.status, response.output_text);`,
        ),
      ],
    },
  ],
};
