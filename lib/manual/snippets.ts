import { htmlPage, reactClient } from "@/lib/manual/drawing-snippets";

export interface SnippetInput {
  /** `<origin>/v1/embed` */
  baseUrl: string;
  model: string;
  secret: string;
}

export interface Snippet {
  id: string;
  label: string;
  /** The file it belongs in, and what to run. */
  title: string;
  code: string;
  /** What to know before it is used. */
  note?: string;
}

/** Asked for in every snippet. */
export const PROMPT = "Chart our sales: Jan 120, Feb 180, Mar 160, Apr 210";

/** A first call that can be pasted as it stands: three languages that print the answer, and two ways to draw it. */
export function snippets({ baseUrl, model, secret }: SnippetInput): Snippet[] {
  const question = { model, messages: [{ role: "user", content: PROMPT }] };
  return [
    { id: "curl", label: "curl", title: "Terminal", code: curl(baseUrl, model, secret) },
    { id: "python", label: "Python", title: "ask.py · pip install openai · python ask.py", code: python(baseUrl, model, secret) },
    {
      id: "typescript",
      label: "TypeScript",
      title: "ask.mts · npm install openai tsx · npx tsx ask.mts",
      code: typescript(baseUrl, model, secret),
    },
    { id: "react", ...reactClient(baseUrl, question, secret) },
    { id: "html", ...htmlPage(baseUrl, question, secret) },
  ];
}

function curl(baseUrl: string, model: string, secret: string): string {
  const body = `{
    "model": ${JSON.stringify(model)},
    "messages": [{"role": "user", "content": ${JSON.stringify(PROMPT)}}]
  }`;
  return `curl ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer ${secret}" \\
  -H "Content-Type: application/json" \\
  -d '${body.replaceAll("'", "'\\''")}'`;
}

function python(baseUrl: string, model: string, secret: string): string {
  return `from openai import OpenAI

client = OpenAI(
    base_url=${JSON.stringify(baseUrl)},
    api_key=${JSON.stringify(secret)},
)

stream = client.chat.completions.create(
    model=${JSON.stringify(model)},
    messages=[{"role": "user", "content": ${JSON.stringify(PROMPT)}}],
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)`;
}

function typescript(baseUrl: string, model: string, secret: string): string {
  return `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: ${JSON.stringify(baseUrl)},
  apiKey: ${JSON.stringify(secret)},
});

const stream = await client.chat.completions.create({
  model: ${JSON.stringify(model)},
  messages: [{ role: "user", content: ${JSON.stringify(PROMPT)} }],
  stream: true,
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`;
}
