/** Breaks streams in ways that a seed decides: the same seed always the same way. */
export interface Mutator {
  pick<Item>(list: readonly Item[]): Item;
  broken(stream: Buffer): Buffer;
  /** The bytes in pieces of sizes of its own choice. */
  chunks(bytes: Buffer): Buffer[];
  chunksOf(bytes: Buffer, size: number): Buffer[];
}

type Change = (text: string, at: number, pick: Mutator["pick"]) => string;

const VALUES = [
  "null",
  "true",
  "false",
  "0",
  "-1",
  "1e400",
  '""',
  '"\\ud83d"',
  '"\\ude00"',
  "[]",
  "{}",
  "[null]",
  '"stop"',
  '"429"',
  '{"message":"m"}',
  '[{"type":"text"}]',
];
const INSERTED = [
  "\n",
  "\n\n",
  "\r",
  "\r\n\r\n",
  ": ping\n\n",
  "data:\n\n",
  "data: [DONE]\n\n",
  "event: error\n",
  "event: ping\n",
  '"',
  "}",
  "\\",
  "\0",
  "\ufeff",
  "\u2028",
  "<think>",
  "</think>",
  "<tool_call>",
  "</s>",
  "<|im_end|>",
  'data: {"error":{"message":"m","code":400}}\n\n',
];

/** What formats call the ends of answers and the kinds of events, in each other's places. */
const ENDS = [
  '"STOP"',
  '"MAX_TOKENS"',
  '"SAFETY"',
  '"end_turn"',
  '"tool_use"',
  '"refusal"',
  '"pause_turn"',
  '"length"',
  '"tool_calls"',
  '"response.incomplete"',
  '"response.failed"',
  '"in_progress"',
  '"message_stop"',
  '"error"',
  '"of a later version"',
];

const CHANGES: Change[] = [
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text.slice(at + 37),
  (text, at, pick) => text.slice(0, at) + pick(INSERTED) + text.slice(at),
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replaceAll("\n", "\r"),
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll("data: ", "data:"),
  // A value of another type, in the place of the next one.
  (text, at, pick) => text.slice(0, at) + text.slice(at).replace(/:\s*(?:"[^"\n]{0,80}"|null|\d{1,9}|\{\}|\[\])/, `:${pick(VALUES)}`),
  // Another name of a member.
  (text, at, pick) =>
    text.slice(0, at) +
    text
      .slice(at)
      .replace(/"(?:[a-z_]{2,30}|[a-z]{2,15}[A-Z][a-zA-Z]{2,20})"(?=\s*:)/, pick(['"x"', '"error"', '"message"', '"text"', '"type"'])),
  // Half a pair of surrogates, as text and as an escape; other ends of answers and names of events in the place of the next ones.
  (text, at) => `${text.slice(0, at)}\ud83d${text.slice(at)}`,
  (text, at, pick) => text.slice(0, at) + pick(["\\ud83d", "\\ude00", "\\u00"]) + text.slice(at),
  (text, at, pick) => text.slice(0, at) + text.slice(at).replace(/"(?:[a-z_]+\.)?[a-zA-Z_.]+"(?=[,}])/, pick(ENDS)),
  // Reasoning, or whatever stands there, that does not want to end.
  (text, at) => {
    const events = text.split("\n\n");
    const index = at % events.length;
    return [...events.slice(0, index), ...Array<string>(30).fill(events[index] ?? ""), ...events.slice(index)].join("\n\n");
  },
  // An event twice, or in another place.
  (text, at) => {
    const events = text.split("\n\n");
    const index = at % events.length;
    return [...events.slice(0, index), events[index], ...events.slice(index)].join("\n\n");
  },
  (text, at) => {
    const events = text.split("\n\n");
    const index = at % events.length;
    return [...events.slice(0, index), ...events.slice(index + 1), events[index]].join("\n\n");
  },
];

export function createMutator(seed: number): Mutator {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1;
  /** Marsaglia's xorshift, from 0 up to `below`. */
  const random = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % Math.max(1, below);
  };
  const pick = <Item>(list: readonly Item[]): Item => list[random(list.length)] as Item;
  const chunksOf = (bytes: Buffer, size: number): Buffer[] => {
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
    return chunks;
  };
  return {
    pick,
    chunksOf,
    broken(stream) {
      let text = stream.toString();
      for (let times = 1 + random(3); times > 0; times--) text = pick(CHANGES)(text, random(text.length), pick);
      const bytes = Buffer.from(text);
      // A byte of another kind, in the middle of a character for instance.
      if (random(4) === 0 && bytes.length > 0) bytes[random(bytes.length)] = random(256);
      return bytes;
    },
    chunks: (bytes) => chunksOf(bytes, pick([1, 2, 7, 100, 4_096, 1_000_000])),
  };
}
