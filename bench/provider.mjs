// The provider of the benchmark: one server of OpenAI's format that says the same every time, as cheaply as can be. The model names what.
import { createServer } from "node:http";

const WORDS = "the answer that comes is read, checked and written as it goes on its way to whoever asked for it, piece after piece.".split(
  " ",
);
const PAUSE_MS = 47;

const prose = Array.from({ length: 64 }, (_, i) => `${WORDS[i % WORDS.length]} `);
const ANSWERS = { prose: framesOf(prose), paced: framesOf(prose), program: framesOf(programPieces()) };
const WHOLE = JSON.stringify({
  id: "chatcmpl-bench",
  object: "chat.completion",
  created: 1_764_460_800,
  model: "prose",
  choices: [{ index: 0, message: { role: "assistant", content: prose.join("") }, finish_reason: "stop" }],
  usage: { prompt_tokens: 12, completion_tokens: 64, total_tokens: 76 },
});

const server = createServer((request, response) => {
  const body = [];
  request.on("data", (bytes) => body.push(bytes));
  request.on("end", () => answer(JSON.parse(Buffer.concat(body).toString()), response));
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", 4_096, () => process.send({ port: server.address().port }));

function answer({ model, stream }, response) {
  if (!stream) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(WHOLE);
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const frames = ANSWERS[model] ?? ANSWERS.prose;
  if (model === "paced") return say(response, frames, 0);
  for (const frame of frames) response.write(frame);
  response.end();
}

function say(response, frames, at) {
  if (at === frames.length) return void response.end();
  response.write(frames[at]);
  setTimeout(say, PAUSE_MS, response, frames, at + 1);
}

function framesOf(pieces) {
  const stamp = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 1_764_460_800, model: "bench" };
  const chunk = (delta, finish_reason = null) => ({ ...stamp, choices: [{ index: 0, delta, finish_reason }] });
  const usage = { prompt_tokens: 12, completion_tokens: pieces.length, total_tokens: 12 + pieces.length };
  const chunks = [
    chunk({ role: "assistant", content: "" }),
    ...pieces.map((content) => chunk({ content })),
    chunk({}, "stop"),
    { ...stamp, choices: [], usage },
  ];
  return [...chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`), "data: [DONE]\n\n"].map((frame) => Buffer.from(frame));
}

/** A dashboard of charts, tables and texts as models write it: about 2,000 tokens, one a piece. */
function programPieces() {
  const names = [];
  const lines = [];
  for (let i = 0; i < 16; i++) {
    names.push(`h${i}`, `t${i}`, `c${i}`, `p${i}`);
    lines.push(
      `h${i} = CardHeader("Region ${i}", "Sales of the year by month")`,
      `t${i} = TextContent("Region ${i} sold more than in the year before, above all in spring.")`,
      `l${i} = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]`,
      `s${i} = Series("Sales", [${[120, 90, 160, 150, 210, 190].map((value) => value + i).join(", ")}])`,
      `c${i} = BarChart(l${i}, [s${i}], "grouped")`,
      `p${i} = TextContent("The rest of the year is expected to go on like this.")`,
    );
  }
  const program = [`root = Card([${names.join(", ")}])`, ...lines].join("\n");
  return program.match(/\s?[A-Za-z]{1,6}|\d{1,3}|[^A-Za-z\d]{1,2}/g) ?? [];
}
