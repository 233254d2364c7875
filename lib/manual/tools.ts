import { baseUrl, type ManualPage, program, text } from "./page";

export const tools: ManualPage = {
  slug: "tools",
  title: "Tools and JSON",
  summary: "Functions of yours that a model calls, and answers that are data.",
  sections: [
    {
      heading: "Functions",
      blocks: [
        text(
          "Offer functions as with any server of OpenAI's API. While a function is called there is no interface: the call comes first, you answer it, and the next answer shows what it brought.",
        ),
        program(
          "js",
          "weather.mjs",
          (reader) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });
const tools = [
  {
    type: "function",
    function: {
      name: "get_weather",
      description: "The weather in a city now",
      parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    },
  },
];
const messages = [{ role: "user", content: "What is the weather in Oslo?" }];
const ask = async () =>
  (await client.chat.completions.create({ model: "${reader.model}", messages, tools })).choices[0].message;

let answer = await ask();
while (answer.tool_calls) {
  messages.push(answer);
  for (const call of answer.tool_calls) {
    const { city } = JSON.parse(call.function.arguments);
    messages.push({ role: "tool", tool_call_id: call.id, content: JSON.stringify({ city, degrees: 7, sky: "clear" }) });
  }
  answer = await ask();
}
console.log(answer.content);`,
        ),
      ],
    },
    {
      heading: "JSON",
      blocks: [
        text(
          "With `response_format` (over Responses: `text.format`) the answer is data of your schema and no interface. With a strict schema nothing else comes.",
        ),
        program(
          "python",
          "person.py",
          (reader) => `import json
from openai import OpenAI

client = OpenAI(base_url="${baseUrl(reader)}", api_key="${reader.secret}")

schema = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
    "required": ["name", "age"],
    "additionalProperties": False,
}
answer = client.chat.completions.create(
    model="${reader.model}",
    messages=[{"role": "user", "content": "name: Ann, age: 31"}],
    response_format={"type": "json_schema", "json_schema": {"name": "person", "schema": schema, "strict": True}},
)
person = json.loads(answer.choices[0].message.content)
print(person["name"], person["age"])`,
        ),
      ],
    },
  ],
};
