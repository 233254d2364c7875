import type { FunctionTool } from "@/lib/generation/request";
import { createJsonEnd } from "../json-end";
import { partialFrom } from "./harmony-words";
import { readWrittenCalls, type WrittenCall } from "./written-call";

export interface WrittenCalls {
  push(text: string): (string | WrittenCall)[];
  end(): (string | WrittenCall)[];
}

// How models write calls; the second mark is what ends them, where anything but the end of the answer does.
const FORMS: readonly (readonly [open: string, closes: readonly string[]])[] = [
  ["<tool_call>", ["</tool_call>"]],
  ["<tool_calls>", ["</tool_calls>"]],
  ["<function_call>", ["</function_call>"]],
  ["<function_calls>", ["</function_calls>"]],
  ["<minimax:tool_call>", ["</minimax:tool_call>"]],
  ["<tools>", ["</tools>"]],
  ["<function=", ["</function>"]],
  ["<invoke name=", ["</invoke>"]],
  ["<|tool_call|>", ["<|/tool_call|>", "</tool_call>"]],
  ["<|tool_calls_section_begin|>", ["<|tool_calls_section_end|>"]],
  ["<|tool_call_begin|>", ["<|tool_call_end|>"]],
  ["<｜tool▁calls▁begin｜>", ["<｜tool▁calls▁end｜>"]],
  ["<｜tool▁call▁begin｜>", ["<｜tool▁call▁end｜>"]],
  ["<|python_tag|>", ["<|eom_id|>", "<|eot_id|>"]],
  ["<|python_start|>", ["<|python_end|>"]],
  ["<start_function_call>", ["<end_function_call>"]],
  ["<|START_ACTION|>", ["<|END_ACTION|>"]],
  ["```tool_code\n", ["```"]],
  ["[TOOL_CALLS]", ["</s>"]],
  ["<|start|>assistant<|channel|>commentary to=functions.", ["<|call|>"]],
  ["<|channel|>commentary to=functions.", ["<|call|>"]],
];
const OPENS = FORMS.map(([open]) => open);
/** A text that is nothing but one call may have no marks at all. */
const BARE = /^\s*(?:\{\s*"(?:name|type|function|tool)"\s*:|\[\s*[A-Za-z_][\w.-]{0,63}\()/;
const BARE_BEGUN = /^\s*(?:\{\s*(?:"[a-z]{0,8}"?\s*)?|\[\s*(?:[A-Za-z_][\w.-]{0,63})?)?$/;
const HELD_CHARS_MAX = 50_000;

/**
 * Takes the calls out of a text that the server left in it. What is marked as a call and can't be read as one of a tool that was offered
 * stays text, as does everything in a fence.
 */
export function createWrittenCalls(tools: readonly FunctionTool[], { isBareToo }: { isBareToo: boolean }): WrittenCalls {
  const marked = createMarkedCalls(tools);
  const bare = isBareToo ? createBareCall(tools) : null;
  return {
    push(text) {
      const rest = bare ? bare.push(text) : text;
      return typeof rest === "string" ? marked.push(rest) : rest;
    },
    end() {
      const rest = bare ? bare.end() : "";
      return typeof rest === "string" ? [...marked.push(rest), ...marked.end()] : rest;
    },
  };
}

/** A call without marks, from the beginning of a text to its end: the calls, or the text once it is none. */
function createBareCall(tools: readonly FunctionTool[]) {
  const json = createJsonEnd();
  let held = "";
  let isOver = false;
  const decide = (): string | WrittenCall[] => {
    isOver = true;
    return (BARE.test(held) ? readWrittenCalls(held, tools) : null) ?? held;
  };
  return {
    push(text: string): string | WrittenCall[] {
      if (isOver) return text;
      held += text;
      json.push(text);
      const mayBe = BARE_BEGUN.test(held) || (BARE.test(held) && held.length < HELD_CHARS_MAX && !json.isOver());
      return mayBe ? "" : decide();
    },
    end: (): string | WrittenCall[] => (isOver ? "" : decide()),
  };
}

function createMarkedCalls(tools: readonly FunctionTool[]): WrittenCalls {
  let held = "";
  let form: (typeof FORMS)[number] | null = null;
  let isInFence = false;

  const free = (text: string): string[] => {
    if ((text.match(/```/g)?.length ?? 0) % 2 === 1) isInFence = !isInFence;
    return text === "" ? [] : [text];
  };
  const take = (length: number): string => {
    const taken = held.slice(0, length);
    held = held.slice(length);
    return taken;
  };
  /** The text before the next mark; null while more must be seen. */
  const nextText = (isEnd: boolean): string[] | null => {
    const found = FORMS.map((one) => ({ at: held.indexOf(one[0]), one })).filter(({ at }) => at !== -1);
    const [opened] = found.toSorted((a, b) => a.at - b.at);
    const before = free(take(opened?.at ?? (isEnd ? held.length : partialFrom(held, OPENS))));
    if (!opened) return before.length > 0 ? before : null;
    if (isInFence) return [...before, ...free(take(opened.one[0].length))];
    form = opened.one;
    return before;
  };
  const nextCalls = ([open, closes]: (typeof FORMS)[number], isEnd: boolean): (string | WrittenCall)[] | null => {
    const [close] = closes.map((mark) => ({ mark, at: held.indexOf(mark, open.length) })).filter(({ at }) => at !== -1);
    if (!close && !isEnd && held.length < HELD_CHARS_MAX) return null;
    form = null;
    const source = take(close ? close.at + close.mark.length : held.length);
    return readWrittenCalls(source, tools) ?? free(source);
  };
  const drain = (isEnd: boolean): (string | WrittenCall)[] => {
    const out: (string | WrittenCall)[] = [];
    for (;;) {
      const found = held === "" ? null : form ? nextCalls(form, isEnd) : nextText(isEnd);
      if (found === null) return out;
      out.push(...found);
    }
  };
  return {
    push(text) {
      held += text;
      return drain(false);
    },
    end: () => drain(true),
  };
}
