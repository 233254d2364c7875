import { send } from "./send.mjs";

const HELD_MS_MAX = 50;
const MB = 1_000_000;
const BYTES = [0.25 * MB, 2 * MB, 7.9 * MB];
const MODEL = "c1/vitrine/offline/v-20261122";

/** What a text of n characters is made of. */
const PIECES = {
  "line breaks": "\n",
  "one letter": "a",
  letters: "qwzx jkvb plmo tyui ghfd ",
  "no spaces": "kfjqwzxpmvbnrtyuioplkjhgfdsa",
  chinese: "天地玄黄宇宙洪荒",
  emoji: "👩‍👩‍👧‍👦🏳️‍🌈",
  "half surrogates": "\\ud800",
  digits: "1234567890",
  commas: "1,2,3\n",
  angles: "<",
  tags: "<context>",
  braces: "{",
  brackets: "[",
  quotes: '\\"',
  fences: "```",
  table: "| a | b |\n",
  list: "- a: 1\n",
  headings: "# a\n",
  entities: "&amp;",
  escapes: "\\\\",
  json: '{\\"a\\":[1,2]},',
  rows: "Jan\\t120\\n",
  spaces: " ",
  words: "sales of 12.500 € in 2024 and -5% ",
};

/** What a body of n bytes is made of besides text. */
const SHAPES = {
  "metadata keys": (n) => chat(`"metadata":{${many(n, (i) => `"k${i}":"v"`)}}`),
  "unknown keys": (n) => `{${many(n, (i) => `"k${i}":1`)}}`,
  messages: (n) => `{"model":"${MODEL}","messages":[${many(n, () => '{"role":"user","content":"a"}')}]}`,
  parts: (n) => `{"model":"${MODEL}","messages":[{"role":"user","content":[${many(n, () => '{"type":"text","text":"a"}')}]}]}`,
  tools: (n) => chat(`"tools":[${many(n, (i) => `{"type":"function","function":{"name":"f${i}","parameters":{}}}`)}]`),
  "a deep value": (n) => chat(`"metadata":${"[".repeat(n / 2)}${"]".repeat(n / 2)}`),
  numbers: (n) => chat(`"stop":[${many(n, () => "1")}]`),
  "a wide schema": (n) => chat(jsonSchema(`{"type":"object","properties":{${many(n, (i) => `"p${i}":{"type":"string"}`)}}}`)),
  "a deep schema": (n) => chat(jsonSchema(`${'{"type":"array","items":'.repeat(n / 30)}{}${"}".repeat(n / 30)}`)),
  "a wide enum": (n) => chat(jsonSchema(`{"type":"object","properties":{"a":{"enum":[${many(n, (i) => `"v${i}"`)}]}}}`)),
  "logit bias": (n) => chat(`"logit_bias":{${many(n, (i) => `"${i}":1`)}}`),
};

/**
 * Every shape of body, small to large, with a key and without, one after another; the loop may not be held over the limit.
 * @returns {Promise<{ lines: string[], problems: string[] }>}
 */
export async function runSizes({ url, key, held }) {
  const lines = [];
  const problems = [];
  const bodies = [...textBodies(), ...shapeBodies()];
  for (const { name, path, bytes, text } of bodies) {
    for (const authorization of [`Bearer ${key}`, ""]) {
      await held();
      const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
      const answer = await send(`${url}${path}`, { method: "POST", headers, body: text });
      const { cpuMs } = await held();
      const line = `${name}, ${(bytes / MB).toFixed(2)} MB to ${path}${authorization ? "" : ", no key"}`;
      lines.push(`${cpuMs.toFixed(0).padStart(7)} ms  ${answer.ms.toFixed(0).padStart(7)} ms  ${answer.status}  ${line}`);
      if (cpuMs > HELD_MS_MAX) problems.push(`held the loop ${cpuMs.toFixed(0)} ms: ${line}`);
      if (answer.hasHung || answer.status === 0) problems.push(`no answer: ${line}`);
      else if (answer.status >= 500) problems.push(`${answer.status}: ${line} (${answer.text.slice(0, 200)})`);
    }
  }
  return { lines: lines.toSorted().toReversed().slice(0, 40), problems };
}

function* textBodies() {
  for (const [name, piece] of Object.entries(PIECES)) {
    for (const bytes of BYTES) {
      const text = piece.replaceAll("\n", "\\n").repeat(Math.floor(bytes / Buffer.byteLength(piece.replaceAll("\n", "\\n"))));
      yield {
        name,
        bytes,
        path: "/v1/embed/chat/completions",
        text: `{"model":"${MODEL}","messages":[{"role":"user","content":"${text}"}],"stream":true}`,
      };
      yield { name, bytes, path: "/v1/embed/responses", text: `{"model":"${MODEL}","input":"${text}","store":false}` };
      yield { name, bytes, path: "/v1/embed/responses/input_tokens", text: `{"model":"${MODEL}","input":"${text}"}` };
    }
  }
}

function* shapeBodies() {
  for (const [name, write] of Object.entries(SHAPES)) {
    for (const bytes of BYTES) {
      const chatText = write(bytes);
      yield { name, bytes, path: "/v1/embed/chat/completions", text: chatText };
      yield { name, bytes, path: "/v1/embed/responses", text: chatText.replace('"messages":', '"input":') };
      yield { name, bytes, path: "/v1/embed/conversations", text: chatText.replace('"messages":', '"items":') };
    }
  }
}

function chat(member) {
  return `{"model":"${MODEL}","messages":[{"role":"user","content":"Hi"}],${member}}`;
}

function jsonSchema(schema) {
  return `"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":${schema}}}`;
}

/** As many members as fit into n bytes. */
function many(n, member) {
  const parts = [];
  for (let size = 0, i = 0; size < n - 200; i++) {
    const part = member(i);
    size += part.length + 1;
    parts.push(part);
  }
  return parts.join(",");
}
