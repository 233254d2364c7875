import type { ServerResponse } from "node:http";
import { isRecord } from "@/lib/json";
import { type Asked, customModel, type Provider, startCustomProvider } from "@/tests/http/provider";
import type { Round, Sees } from "./case";
import { mismatch, textsIn } from "./match";

/** A model behind a provider's wire format that says what a case has it say. */
export interface ScriptedModel {
  /** Begins a step: what is said from now on. */
  play: (rounds: readonly Round[]) => void;
  /** What was not as a round should have seen it, since the step began. */
  faults: string[];
  /** Every request of the case. */
  asked: Asked[];
  close: () => void;
}

const NAME = "scripted";
export const PLAIN_MODEL = `custom/${NAME}`;
export const C1_MODEL = customModel(NAME);

/** Starts the model. To be called before anything reads the environment. */
export async function startModel(): Promise<ScriptedModel> {
  let rounds: readonly Round[] = [];
  let at = 0;
  const model: ScriptedModel = {
    play: (next) => {
      rounds = next;
      at = 0;
      model.faults.length = 0;
    },
    faults: [],
    asked: [],
    close: () => provider.close(),
  };
  const provider: Provider = await startCustomProvider({
    [NAME]: (response, asked) => {
      model.asked.push(asked);
      const round = rounds[at++];
      if (!round) {
        model.faults.push(`the model was asked a ${at}. time`);
        response.writeHead(400).end('{"error":{"message":"not again"}}');
        return;
      }
      model.faults.push(...faultsOf(round.sees ?? {}, asked, model.asked[0]).map((fault) => `round ${at}: ${fault}`));
      say(round, response);
    },
  });
  return model;
}

function say({ text, reasoning, calls = [], usage: [input, output] = [10, 5], cutBy }: Round, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const write = (data: object): void => void response.write(`data: ${JSON.stringify(data)}\n\n`);
  const choose = (delta: object, finish: string | null = null): void => write({ choices: [{ index: 0, delta, finish_reason: finish }] });
  if (reasoning) choose({ reasoning_content: reasoning.text });
  for (const content of text?.match(/[\s\S]{1,9}/g) ?? []) choose({ content });
  for (const [index, [name, args]] of calls.entries()) {
    const id = `call_${Math.random().toString(36).slice(2, 12)}`;
    choose({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] });
    choose({ tool_calls: [{ index, function: { arguments: typeof args === "string" ? args : JSON.stringify(args) } }] });
  }
  choose({}, cutBy ?? (calls.length > 0 ? "tool_calls" : "stop"));
  write({ choices: [], usage: { prompt_tokens: input, completion_tokens: output } });
  response.end("data: [DONE]\n\n");
}

interface Sent {
  function: { name: string; parameters?: object };
}

function faultsOf(sees: Sees, asked: Asked, first: Asked | undefined): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const tools = Array.isArray(asked.tools) ? (asked.tools as Sent[]).map((tool) => tool.function) : [];
  const names = tools.map(({ name }) => name);
  const outputs = asked.messages.filter(({ role }) => role === "tool").map(({ content }) => textsIn(content).join("\n"));
  const system = textsIn(asked.messages.filter(({ role }) => role === "system")).join("\n");
  const said = textsIn(asked.messages).join("\n");
  if (sees.tools) faults.push(...namesFault(sees.tools, names));
  if (sees.choice !== undefined) expect(isChoice(sees.choice, asked), `its choice is ${JSON.stringify(asked.tool_choice)}`);
  if (sees.callable) expect(String(callable(asked)) === String(sees.callable), `it may call ${callable(asked).join(", ")}`);
  let from = 0;
  for (const piece of sees.outputs ?? []) {
    const found = outputs.findIndex((output, at) => at >= from && output.toLowerCase().includes(piece.toLowerCase()));
    expect(found !== -1, `no output has '${piece}': ${JSON.stringify(outputs).slice(0, 800)}`);
    if (found !== -1) from = found + 1;
  }
  for (const piece of sees.mentions ?? []) expect(said.includes(piece), `nothing mentions '${piece}'`);
  for (const piece of sees.not ?? [])
    expect(
      !outputs.join("\n").includes(piece) &&
        !asked.messages.some(({ role, content }) => role === "user" && textsIn(content).join("\n").includes(piece)),
      `'${piece}' is there`,
    );
  if (sees.outputBytesMax) expect(Math.max(0, ...outputs.map((output) => output.length)) <= sees.outputBytesMax, "an output is too long");
  if (sees.distinct) expect(new Set(names).size === names.length, `names twice: ${names.join(", ")}`);
  if (sees.pattern) for (const name of names) expect(new RegExp(sees.pattern).test(name), `'${name}' is no name`);
  for (const [name, schema] of Object.entries(sees.schemas ?? {})) {
    const sent = tools.find((tool) => tool.name === name)?.parameters;
    expect(JSON.stringify(sent) === JSON.stringify(schema), `the schema of ${name} is ${JSON.stringify(sent)}`);
  }
  for (const type of sees.media ?? []) expect(said.includes(`data:${type};base64,`), `there is no ${type}`);
  for (const signature of sees.reasoningBack ?? []) expect(JSON.stringify(asked).includes(signature), `${signature} did not come back`);
  if (sees.maxOutputTokens !== undefined) {
    const max = asked.max_tokens ?? asked.max_completion_tokens;
    expect(max === sees.maxOutputTokens, `it may write ${String(max)} tokens`);
  }
  const before = textsIn(first?.messages.filter(({ role }) => role === "system")).join("\n");
  if (sees.systemUnchanged) expect(system === before, "the system's words have changed");
  return faults;
}

function namesFault(expected: readonly string[], names: readonly string[]): string[] {
  const fault = mismatch(expected, names, new Map(), "its tools");
  return fault === null ? [] : [fault];
}

/** A server that does not know names is offered the one tool alone. */
function isChoice(expected: Sees["choice"], asked: Asked): boolean {
  const { tool_choice: sent } = asked;
  if (typeof expected === "string") return sent === expected || (sent === undefined && expected === "auto");
  return sent !== "none" && sent !== "auto" && String(callable(asked)) === expected?.name;
}

/** What a choice lets the model call: of those it is shown, or the one that it names. */
function callable(asked: Asked): string[] {
  const choice = asked.tool_choice;
  if (isRecord(choice) && isRecord(choice.function)) return [String(choice.function.name)];
  return Array.isArray(asked.tools) ? (asked.tools as Sent[]).map((tool) => tool.function.name) : [];
}
