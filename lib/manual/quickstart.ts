import { baseUrl, type ManualPage, program, text } from "./page";
import { PROMPT } from "./snippets";

export const quickstart: ManualPage = {
  slug: "quickstart",
  title: "Quickstart",
  summary: "From a key to an answer that is interface, in three steps.",
  sections: [
    {
      heading: "A key",
      blocks: [
        text(
          "Make a key on the [API keys](/keys) page; its secret is shown once. A program sends it as `Authorization: Bearer …`. What is missing, unknown, expired or revoked gets **403**.",
          "Every official OpenAI client works: give it this server as its base URL, and the rest of your program stays as it is.",
        ),
      ],
    },
    {
      heading: "Ask",
      blocks: [
        {
          type: "sample",
          language: "sh",
          file: null,
          title: "Terminal",
          ask: PROMPT,
          code: (reader) => `curl ${baseUrl(reader)}/chat/completions \\
  -H "Authorization: Bearer ${reader.secret}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${reader.model}",
    "messages": [{"role": "user", "content": "${PROMPT}"}]
  }'`,
        },
        program(
          "python",
          "ask.py",
          (reader) => `from openai import OpenAI

client = OpenAI(base_url="${baseUrl(reader)}", api_key="${reader.secret}")

stream = client.chat.completions.create(
    model="${reader.model}",
    messages=[{"role": "user", "content": "${PROMPT}"}],
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)`,
          PROMPT,
        ),
        program(
          "js",
          "ask.mjs",
          (reader) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });

const stream = await client.chat.completions.create({
  model: "${reader.model}",
  messages: [{ role: "user", content: "${PROMPT}" }],
  stream: true,
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? "");`,
          PROMPT,
        ),
      ],
    },
    {
      heading: "What comes back",
      blocks: [
        text(
          'The content of the answer is one envelope, `<content thesys="true" version="2">…</content>`, with a program in OpenUI Lang: a line for each component. It can be drawn at every moment while it streams.',
          "Every program is checked on its way: components that do not exist, arguments of another type and foreign scripts never reach your page. What was mended is in the request's log.",
          "Next: [draw it](/docs/draw).",
        ),
      ],
    },
  ],
};
