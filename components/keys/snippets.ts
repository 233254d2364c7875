export interface SnippetInput {
  /** `<origin>/v1/embed` */
  baseUrl: string;
  model: string;
  secret: string;
}

const PROMPT = "Chart our sales: Jan 120, Feb 180, Mar 160, Apr 210";

/** A first call that can be pasted as it stands, in three languages. */
export function snippets({ baseUrl, model, secret }: SnippetInput): { id: string; label: string; title: string; code: string }[] {
  return [
    { id: "curl", label: "curl", title: "Terminal", code: curl(baseUrl, model, secret) },
    { id: "python", label: "Python", title: "pip install openai", code: python(baseUrl, model, secret) },
    { id: "typescript", label: "TypeScript", title: "npm install openai", code: typescript(baseUrl, model, secret) },
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
