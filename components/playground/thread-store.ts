import { createStore } from "zustand/vanilla";
import type { AnswerSettings, Thread } from "@/lib/conversations/schema";
import { answerEntries } from "./answer-entries";
import { createFormKeeper, type FormKeeper } from "./form-keeper";
import { EMPTY_ANSWER } from "./partial-answer";
import { type Ending, arrivalDetails, newArrival, receiveAnswer } from "./receive-answer";
import { requestBody } from "./request-body";
import { newKey, type ShownEntry, toShown } from "./shown-entry";
import { createThreadSaver, type ThreadSaver } from "./thread-saver";
import type { Running, ThreadPorts, ThreadState, ThreadStateStore } from "./thread-state";

const SHOW_EVERY_MS = 40;
const CHECKPOINT_EVERY_MS = 2_500;

export interface ThreadStore {
  state: ThreadStateStore;
  forms: FormKeeper;
  /**
   * Keeps the first `keep` entries, adds `added`, saves them, then asks for an answer. False when nothing was asked:
   * because an answer is under way, or because the message could not be saved (`problem` then says why).
   */
  ask: (keep: number, added: ShownEntry[], settings: AnswerSettings) => Promise<boolean>;
  /** Ends the answer under way; what arrived stays. */
  stop: () => void;
  /** For leaving the thread: ends the answer under way and saves what is unsaved. */
  leave: () => void;
}

/** One open thread: what it holds, and everything that can happen to it. */
export function createThreadStore(thread: Thread | null, ports: ThreadPorts): ThreadStore {
  const entries = toShown(thread?.entries ?? []);
  const initial = { threadId: thread?.id ?? null, title: thread?.title ?? null, entries, running: null, problem: null };
  const state = createStore<ThreadState>(() => initial);
  const saver = createThreadSaver(state, ports);
  const forms = createFormKeeper(state, saver, ports);
  let abort: AbortController | null = null;

  async function ask(keep: number, added: ShownEntry[], settings: AnswerSettings): Promise<boolean> {
    const before = state.getState();
    if (before.running) return false;
    const kept = before.entries.slice(0, keep);
    const running: Running = { key: newKey(), phase: "saving", answer: EMPTY_ANSWER, requestId: null };
    const controller = new AbortController();
    abort = controller;
    state.setState({ entries: [...kept, ...added], running, problem: null });
    if (added.length > 0 && !(await saver.save(kept.at(-1)?.key ?? null, added))) {
      state.setState({ entries: before.entries, running: null });
      return false;
    }
    await answer({ state, saver, forms }, running.key, settings, controller.signal, ports.fetch);
    return true;
  }

  return {
    state,
    forms,
    ask,
    stop: () => abort?.abort(),
    leave: () => {
      abort?.abort();
      forms.flush();
    },
  };
}

/** Streams one answer into the state, saves it now and then on its way, and whole when it ends. */
async function answer(
  { state, saver, forms }: { state: ThreadStateStore; saver: ThreadSaver; forms: FormKeeper },
  key: string,
  settings: AnswerSettings,
  signal: AbortSignal,
  send: typeof fetch,
): Promise<void> {
  const asked = state.getState().entries;
  const afterKey = asked.at(-1)?.key ?? null;
  const arrival = newArrival();
  const show = (phase: Running["phase"]) =>
    state.setState({ running: { key, phase, answer: arrival.answer, requestId: arrival.requestId } });
  const entriesFor = (ending: Ending) =>
    answerEntries(key, arrival.answer, arrivalDetails(arrival, ending, settings, forms.contextOf(key)));
  show("waiting");

  const showing = setInterval(() => {
    if (arrival.firstDeltaMs !== null && state.getState().running?.answer !== arrival.answer) show("streaming");
  }, SHOW_EVERY_MS);
  let saving = false;
  const checkpoints = setInterval(() => {
    if (saving || arrival.answer.text === "") return;
    saving = true;
    void saver.save(afterKey, entriesFor({ state: "streaming", error: null })).finally(() => {
      saving = false;
    });
  }, CHECKPOINT_EVERY_MS);

  const ending = await receiveAnswer(arrival, requestBody(asked, settings), signal, send);
  clearInterval(showing);
  clearInterval(checkpoints);
  const final = entriesFor(ending);
  // The entries as they are now: a save may have given them their ids meanwhile.
  state.setState(({ entries }) => ({ entries: [...entries, ...final], running: null }));
  await saver.save(afterKey, final);
}
