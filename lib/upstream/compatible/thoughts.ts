import type { Item, ReasoningState } from "@/lib/generation/item";
import { newId } from "@/lib/ids";
import { isRecord } from "@/lib/json";
import { findCallNote, keepCallNote } from "../call-notes";
import { ownState, statesOfCalls } from "../own-state";
import { reasoningIn, type Said } from "./content";
import { listIn } from "./read";

type Members = Record<string, unknown>;

/** Collects what a server sends of its reasoning, as it wants it back beside the calls that it led to. */
export interface Thoughts {
  take(delta: Members, said: readonly Said[]): void;
  /** What came since it was last handed on; null when nothing did. */
  end(): ReasoningState | null;
  /** The id that a call gets, and what came for it: with what was thought, and with what belongs to the call itself. */
  call(given: string | null, ofCall: Members | null): { id: string | null; state: ReasoningState | null };
  /** What came behind the calls. */
  late(): ReasoningState | null;
}

/** An id that others could guess opens no note, so a call that has one gets another. */
const ID_LENGTH_MIN = 16;

/** Whose reasoning it is: only the same server reads it again. */
const owner = (name: string): string => `chat:${name}`;

export function createThoughts(name: string, model: string): Thoughts {
  let texts: Record<string, string> = {};
  let parts = "";
  let details: Members[] = [];
  /** All of the turn, for the note of its first call. */
  let turn: Members[] = [];
  let firstCall: string | null = null;
  let firstNote: Members[] = [];

  const taken = (): Members[] => {
    const blocks: Members[] = [];
    // The details hold the text, too.
    if (details.length > 0) blocks.push({ reasoning_details: details });
    else if (Object.keys(texts).length > 0) blocks.push(texts);
    if (parts !== "") blocks.push({ content: [{ type: "thinking", thinking: [{ type: "text", text: parts }] }] });
    [texts, parts, details] = [{}, "", []];
    turn.push(...blocks);
    return blocks;
  };
  const stateOf = (blocks: Members[], callId: string | null): ReasoningState | null =>
    blocks.length === 0 ? null : { provider: owner(name), model, blocks, ...(callId !== null && { callId }) };
  return {
    take(delta, said) {
      const thought = reasoningIn(delta);
      if (thought) texts[thought.field] = (texts[thought.field] ?? "") + thought.text;
      for (const one of said) if (one.type === "reasoning") parts += one.text;
      for (const detail of listIn(delta.reasoning_details)) if (isRecord(detail)) addDetail(details, detail);
    },
    end: () => stateOf(taken(), null),
    call(given, ofCall) {
      const blocks = [...taken(), ...(ofCall ? [{ call: ofCall }] : [])];
      const note = [...turn, ...(ofCall ? [{ call: ofCall }] : [])];
      turn = [];
      if (note.length === 0) return { id: given, state: null };
      const id = given !== null && given.length >= ID_LENGTH_MIN ? given : newId("call");
      if (firstCall === null) [firstCall, firstNote] = [id, note];
      keepCallNote(model, id, note);
      return { id, state: stateOf(blocks, id) };
    },
    late() {
      const blocks = taken();
      if (firstCall === null || blocks.length === 0) return null;
      const all = [...firstNote, ...blocks];
      keepCallNote(model, firstCall, all);
      return stateOf(all, firstCall);
    },
  };
}

/** Pieces of one detail have one index; what is text in them grows. */
function addDetail(details: Members[], piece: Members): void {
  const known = piece.index === undefined ? undefined : details.find(({ index, type }) => index === piece.index && type === piece.type);
  if (!known) {
    details.push({ ...piece });
    return;
  }
  for (const [member, value] of Object.entries(piece)) {
    const grows = ["text", "summary", "data"].includes(member) && typeof value === "string" && typeof known[member] === "string";
    if (grows) known[member] = `${String(known[member])}${value}`;
    else if (value !== null && value !== undefined) known[member] = value;
  }
}

/** Gives back what was thought. */
export interface ThoughtsBack {
  /** What goes on the message with this call, and on the call itself. */
  forCall(callId: string): { message: Members; call: Members };
  /** Passes an item by; what was thought in a turn goes with its first call. */
  pass(item: Item): void;
}

export function createThoughtsBack(input: readonly Item[], name: string, model: string): ThoughtsBack {
  const ofCalls = statesOfCalls(input, owner(name), model);
  let pending: Members = {};
  return {
    pass(item) {
      const state = ownState(item, owner(name), model);
      if (state && state.callId === undefined) pending = { ...pending, ...merged(state.blocks).message };
      if (item.type === "function_call_output" || (item.type === "message" && item.role !== "assistant")) pending = {};
    },
    forCall(callId) {
      const { message, call } = merged(ofCalls.get(callId)?.blocks ?? findCallNote(model, callId) ?? []);
      const all = { ...pending, ...message };
      pending = {};
      return { message: all, call };
    },
  };
}

function merged(blocks: readonly Members[]): { message: Members; call: Members } {
  const message: Members = {};
  const call: Members = {};
  for (const { call: ofCall, reasoning_details: details, ...members } of blocks) {
    Object.assign(message, members);
    if (details !== undefined) message.reasoning_details = [...listIn(message.reasoning_details), ...listIn(details)];
    if (isRecord(ofCall)) Object.assign(call, ofCall);
  }
  return { message, call };
}
