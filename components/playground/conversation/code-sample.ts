import { htmlPage, reactClient } from "@/lib/manual/drawing-snippets";

type Body = Record<string, unknown>;

export const CODE_LANGUAGES = ["curl", "python", "typescript", "react", "html"] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

/** The file each is for, and what to run. */
export const CODE_TITLES: Record<CodeLanguage, string> = {
  curl: "Terminal",
  python: "ask.py · pip install openai · python ask.py",
  typescript: "ask.mts · npm install openai tsx · npx tsx ask.mts",
  react: reactClient("", { messages: [] }, "").title,
  html: "ask.html · open it in a browser",
};

/**
 * The request as code to run outside. The key is never written down: programs take it from the environment, and for pages, which have none,
 * its name stands in its place.
 */
export function codeSample(language: CodeLanguage, body: object, origin: string): string {
  const baseUrl = `${origin}/v1/embed`;
  switch (language) {
    case "curl":
      return curl(body, baseUrl);
    case "python":
      return python({ ...body }, baseUrl);
    case "typescript":
      return typescript(body, baseUrl);
    case "react":
      return reactClient(baseUrl, toQuestion(body), "VITRINE_API_KEY").code;
    case "html":
      return htmlPage(baseUrl, toQuestion(body), "VITRINE_API_KEY").code;
  }
}

function toQuestion(body: object): { messages: unknown[] } & Body {
  const { messages, ...rest }: Body = { ...body };
  return { ...rest, messages: Array.isArray(messages) ? messages : [] };
}

function curl(body: object, baseUrl: string): string {
  // A single quote ends a shell string; this is how one is written inside of it.
  const json = JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`);
  return `curl -N ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer $VITRINE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${json}'`;
}

function python(body: Body, baseUrl: string): string {
  const args = Object.entries(body).map(([name, value]) => `    ${name}=${pythonLiteral(value, 4)},`);
  return `import os
from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key=os.environ["VITRINE_API_KEY"])

stream = client.chat.completions.create(
${args.join("\n")}
)
for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        print(chunk.choices[0].delta.content, end="", flush=True)`;
}

function typescript(body: object, baseUrl: string): string {
  return `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: process.env.VITRINE_API_KEY });

const stream = await client.chat.completions.create(${JSON.stringify(body, null, 2)});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`;
}

/** JSON text is a Python literal but for three words, and for surrogates, which JSON.stringify escapes the way Python reads them. */
function pythonLiteral(value: unknown, indent: number): string {
  const pad = " ".repeat(indent);
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((item) => `${pad}    ${pythonLiteral(item, indent + 4)},`).join("\n")}\n${pad}]`;
  }
  if (typeof value === "object") {
    const entries = Object.entries(value);
    if (entries.length === 0) return "{}";
    return `{\n${entries.map(([key, item]) => `${pad}    ${JSON.stringify(key)}: ${pythonLiteral(item, indent + 4)},`).join("\n")}\n${pad}}`;
  }
  return JSON.stringify(value);
}
