/** What a chat completion asks for: the model, the messages, and whatever else the request has. */
type Question = { messages: unknown[] } & Record<string, unknown>;

/** One snippet without its id. */
interface Drawing {
  label: string;
  title: string;
  code: string;
  note: string;
}

const KEY_IN_PAGE =
  "Whoever opens the page can read the key in it: never publish one. Let a server of yours keep the key and ask in its place.";

/** A React component that asks and draws the answer while it streams, with the renderer of the C1 format. */
export function reactClient(baseUrl: string, { messages, ...rest }: Question, secret: string): Drawing {
  const code = `import { C1Component, ThemeProvider } from "@thesysai/genui-sdk";
import "@crayonai/react-ui/styles/index.css";
import OpenAI from "openai";
import { useState } from "react";

const client = new OpenAI({
  baseURL: ${JSON.stringify(baseUrl)},
  apiKey: ${JSON.stringify(secret)},
  dangerouslyAllowBrowser: true, // whoever opens the page can read the key
});

export default function App() {
  const [messages, setMessages] = useState([]);
  const [answer, setAnswer] = useState("");
  const [isStreaming, setStreaming] = useState(false);

  async function ask(...questions) {
    const asked = [...messages, ...questions];
    let text = "";
    setAnswer("");
    setStreaming(true);
    try {
      const stream = await client.chat.completions.create({
${members(rest, 8)}
        messages: asked,
        stream: true,
      });
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? "";
        setAnswer(text);
      }
    } finally {
      setStreaming(false);
      setMessages([...asked, { role: "assistant", content: text }]);
    }
  }

  return (
    <ThemeProvider>
      <button onClick={() => ask(...${json(messages, 6)})}>Ask</button>
      <C1Component
        c1Response={answer}
        isStreaming={isStreaming}
        onAction={({ llmFriendlyMessage }) => ask({ role: "user", content: llmFriendlyMessage })}
      />
    </ThemeProvider>
  );
}`;
  const packages = "openai @thesysai/genui-sdk @crayonai/react-ui @crayonai/react-core";
  return { label: "React", title: `src/App.jsx · npm install ${packages}`, code, note: KEY_IN_PAGE };
}

/** A page that needs nothing but this server: the script it loads from it draws answers with packages under the MIT licence. */
export function htmlPage(baseUrl: string, { messages, ...rest }: Question, secret: string): Drawing {
  const code = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Ask Vitrine</title>
    <script src="${new URL("/embed.js", baseUrl).href}"></script>
  </head>
  <body>
    <vitrine-answer></vitrine-answer>
    <script>
      const answer = document.querySelector("vitrine-answer");
      const messages = ${inScript(json(messages, 6))};

      async function ask() {
        const content = await answer.read(fetch(${JSON.stringify(`${baseUrl}/chat/completions`)}, {
          method: "POST",
          headers: { Authorization: ${JSON.stringify(`Bearer ${secret}`)}, "Content-Type": "application/json" },
          body: JSON.stringify({
${inScript(members(rest, 12))}
            messages,
            stream: true,
          }),
        }));
        messages.push({ role: "assistant", content });
      }

      // Buttons and forms of the answer ask on.
      answer.addEventListener("action", (event) => {
        messages.push({ role: "user", content: event.detail.llmFriendlyMessage });
        ask();
      });
      ask();
    </script>
  </body>
</html>`;
  return { label: "HTML page", title: "ask.html · open it in a browser", code, note: KEY_IN_PAGE };
}

/** The members of an object as they stand in a literal, at `indent`; `stream` is the snippet's own. */
function members(values: Record<string, unknown>, indent: number): string {
  const pad = " ".repeat(indent);
  return Object.entries(values)
    .filter(([name, value]) => name !== "stream" && name !== "stream_options" && value !== undefined)
    .map(([name, value]) => `${pad}${name}: ${json(value, indent)},`)
    .join("\n");
}

function json(value: unknown, indent: number): string {
  return JSON.stringify(value, null, 2).replaceAll("\n", `\n${" ".repeat(indent)}`);
}

/** What a text says must not end the script that it stands in. */
function inScript(literal: string): string {
  return literal.replaceAll("<", String.raw`\u003c`);
}
