import { createStore } from "zustand/vanilla";
import type { AnswerSettings, Thread } from "@/lib/conversations/schema";
import { createFormKeeper, type FormKeeper } from "./form-keeper";
import { EMPTY_ANSWER } from "./partial-answer";
import { type Arrival, newArrival, takenUp } from "./receive-answer";
import { type AnswerRun, type LeaveReason, runAnswer } from "./run-answer";
import { newKey, type ShownEntry, toShown } from "./shown-entry";
import { createThreadSaver, type ThreadSaver } from "./thread-saver";
import type { Running, ThreadPorts, ThreadState, ThreadStateStore } from "./thread-state";
import { unfinishedAnswer } from "./unfinished-answer";

export interface ThreadStore {
  state: ThreadStateStore;
  forms: FormKeeper;
  /**
   * Keeps the first `keep` entries, adds `added`, saves them, then asks for an answer. False when nothing was asked:
   * because an answer is under way, or because the message could not be saved (`problem` then says why). What was said instead is
   * kept as a version.
   */
  ask: (keep: number, added: ShownEntry[], settings: AnswerSettings) => Promise<boolean>;
  /** Ends the answer under way; what arrived stays. */
  stop: () => void;
  /** Goes on reading an answer that is being written for another page, or was for this one before it was loaded again. */
  takeUp: () => Promise<void>;
  /** Shows another version of what follows the entry; false when it can't be, `problem` then says why. */
  showVersion: (afterKey: string | null, number: number) => Promise<boolean>;
  /** Shows what another page made of the thread, unless an answer is under way here. */
  follow: (thread: Thread) => void;
  /** For leaving the thread: saves what is unsaved; the server goes on with the answer under way. */
  leave: () => void;
}

/** One open thread: what it holds, and everything that can happen to it. */
export function createThreadStore(thread: Thread | null, ports: ThreadPorts): ThreadStore {
  const state = createStore<ThreadState>(() => initialState(thread));
  const saver = createThreadSaver(state, ports);
  const forms = createFormKeeper(state, saver, ports);
  let leaving: AbortController | null = null;
  const leave = (reason: LeaveReason) => leaving?.abort(reason);

  const run: Run = (key, settings, arrival, before) => {
    leaving = new AbortController();
    return runAnswer({ state, saver, forms, send: ports.fetch, key, settings, arrival, leave: leaving.signal, before });
  };

  async function ask(keep: number, added: ShownEntry[], settings: AnswerSettings): Promise<boolean> {
    const before = state.getState();
    if (before.running) return false;
    const kept = before.entries.slice(0, keep);
    const running: Running = { key: newKey(), phase: "saving", answer: EMPTY_ANSWER, requestId: null };
    state.setState({ entries: [...kept, ...added], running, problem: null });
    if (added.length > 0 && !(await saver.save(kept.at(-1)?.key ?? null, added))) {
      state.setState({ entries: before.entries, running: null });
      return false;
    }
    await run(running.key, settings, newArrival(), null);
    return true;
  }

  async function takeUp(): Promise<void> {
    const { threadId } = state.getState();
    const saved = await takeUpLast(state, run);
    if (saved || threadId === null) return;
    // The page that asked saved the end first.
    const thread = await ports.open(threadId).catch(() => null);
    if (thread) follow(thread);
  }

  function follow(changed: Thread): void {
    if (state.getState().running) return;
    show(state, saver, changed);
    void takeUp();
  }

  return {
    state,
    forms,
    ask,
    showVersion: async (afterKey, number) => {
      const thread = state.getState().running ? null : await saver.showVersion(afterKey, number);
      if (thread) follow(thread);
      return thread !== null;
    },
    stop: () => leave("stopped"),
    takeUp,
    follow,
    leave: () => {
      leave("left");
      forms.flush();
    },
  };
}

function initialState(thread: Thread | null): ThreadState {
  return {
    threadId: thread?.id ?? null,
    title: thread?.title ?? null,
    entries: toShown(thread?.entries ?? []),
    versions: thread?.versions ?? [],
    running: null,
    problem: null,
  };
}

type Run = (key: string, settings: AnswerSettings, arrival: Arrival, before: AnswerRun["before"]) => Promise<boolean>;

/** Goes on with the last answer if it is unfinished; false when its end could not be saved. */
async function takeUpLast(state: ThreadStateStore, run: Run): Promise<boolean> {
  const { entries, running } = state.getState();
  const unfinished = unfinishedAnswer(entries);
  if (running || !unfinished) return true;
  const { key, details, answer } = unfinished;
  state.setState({ entries: entries.filter((entry) => entry.key !== key) });
  return run(key, details.settings, takenUp(details), answer);
}

/** Takes a thread as it is stored now; what is drawn already keeps its key, and so its place on the page. */
function show(state: ThreadStateStore, saver: ThreadSaver, { id, title, entries, versions }: Thread): void {
  const keys = new Map(state.getState().entries.map(({ item, key }) => [item.id, key]));
  const shown = toShown(entries).map((entry) => ({ ...entry, key: keys.get(entry.item.id) ?? entry.key }));
  saver.adopt(shown);
  state.setState({ threadId: id, title, entries: shown, versions, problem: null });
}
