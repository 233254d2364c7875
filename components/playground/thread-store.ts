import { createStore, type StoreApi } from "zustand/vanilla";
import type { SaveFormBody, Thread, WriteThreadBody } from "@/lib/conversations/schema";
import type { AnswerDetails, AnswerSettings } from "@/lib/conversations/schema";
import { answerEntries } from "./answer-entries";
import { EMPTY_ANSWER, type PartialAnswer, withChunk } from "./partial-answer";
import { requestBody } from "./request-body";
import { newKey, type ShownEntry, toShown } from "./shown-entry";
import { ChatFailure, isAbort, readChat } from "./stream";

const CHAT_PATH = "/v1/embed/chat/completions";
const SHOW_EVERY_MS = 40;
const CHECKPOINT_EVERY_MS = 2_500;
const FORM_SAVE_DELAY_MS = 600;

export interface Running {
  key: string;
  phase: "saving" | "waiting" | "streaming";
  answer: PartialAnswer;
  requestId: string | null;
}

export interface ThreadState {
  threadId: string | null;
  title: string | null;
  entries: ShownEntry[];
  running: Running | null;
  /** Why something could not be saved; the answer itself stays on the page. */
  problem: string | null;
}

export type WriteResult = { ok: true; threadId: string; title: string; ids: string[] } | { ok: false; reason: string };

export interface ThreadPorts {
  fetch: typeof fetch;
  write: (body: WriteThreadBody) => Promise<WriteResult>;
  saveForm: (body: SaveFormBody) => Promise<unknown>;
  /** After each save; the list of threads shows it. */
  onSaved: (thread: { id: string; title: string }) => void;
}

export interface ThreadStore {
  state: StoreApi<ThreadState>;
  /**
   * Keeps the first `keep` entries, adds `added`, saves them, then asks for an answer. False when nothing was asked:
   * because an answer is under way, or because the message could not be saved (`problem` then says why).
   */
  ask: (keep: number, added: ShownEntry[], settings: AnswerSettings) => Promise<boolean>;
  /** Ends the answer under way; what arrived stays. */
  stop: () => void;
  /** Remembers what was typed into an answer's forms and saves it a moment later. */
  keepForm: (key: string, formContext: string) => void;
  formOf: (key: string) => string | null;
  /** For leaving the thread: ends the answer under way and saves what is unsaved. */
  leave: () => void;
}

const REASONS: Record<string, string> = {
  changed_elsewhere: "This thread was continued in another window. Reload the page to see it.",
  not_found: "This thread was deleted in another window.",
  thread_full: "This thread is full. Start a new one.",
  invalid: "This message is too long to be kept.",
};

export function createThreadStore(thread: Thread | null, ports: ThreadPorts): ThreadStore {
  const entries = toShown(thread?.entries ?? []);
  const state = createStore<ThreadState>(() => ({
    threadId: thread?.id ?? null,
    title: thread?.title ?? null,
    entries,
    running: null,
    problem: null,
  }));
  const forms = new Map<string, string>();
  const formTimers = new Map<string, ReturnType<typeof setTimeout>>();
  let tailId = entries.at(-1)?.item.id ?? null;
  let saves: Promise<unknown> = Promise.resolve();
  let abort: AbortController | null = null;

  for (const { key, details } of entries) if (details?.formContext) forms.set(key, details.formContext);

  /** Saves one after the other, so that each knows the ids the one before it was given. */
  function save(afterKey: string | null, unsaved: ShownEntry[]): Promise<boolean> {
    const saved = saves.then(async () => {
      const known = new Map(state.getState().entries.map(({ key, item }) => [key, item.id]));
      const result = await ports
        .write({
          threadId: state.getState().threadId,
          afterId: afterKey === null ? null : (known.get(afterKey) ?? null),
          tailId,
          entries: unsaved.map(({ key, item, details }) => ({ item: { ...item, id: savedIds.get(key) ?? item.id }, details })),
        })
        .catch(() => ({ ok: false as const, reason: "unreachable" }));
      if (!result.ok) {
        state.setState({ problem: REASONS[result.reason] ?? "The server could not be reached, so this is not saved. Try again." });
        return false;
      }
      adopt(result, afterKey, unsaved);
      return true;
    });
    saves = saved;
    return saved;
  }

  const savedIds = new Map<string, string>();

  function adopt(result: Extract<WriteResult, { ok: true }>, afterKey: string | null, saved: ShownEntry[]): void {
    saved.forEach(({ key }, index) => {
      const id = result.ids[index];
      if (id) savedIds.set(key, id);
    });
    const withIds = state.getState().entries.map((entry) => {
      const id = savedIds.get(entry.key);
      return id && id !== entry.item.id ? { ...entry, item: { ...entry.item, id } } : entry;
    });
    tailId = result.ids.at(-1) ?? withIds.find(({ key }) => key === afterKey)?.item.id ?? null;
    state.setState({ threadId: result.threadId, title: result.title, entries: withIds, problem: null });
    ports.onSaved({ id: result.threadId, title: result.title });
  }

  async function ask(keep: number, added: ShownEntry[], settings: AnswerSettings): Promise<boolean> {
    const before = state.getState();
    if (before.running) return false;
    const kept = before.entries.slice(0, keep);
    const running: Running = { key: newKey(), phase: "saving", answer: EMPTY_ANSWER, requestId: null };
    state.setState({ entries: [...kept, ...added], running, problem: null });
    if (added.length > 0 && !(await save(kept.at(-1)?.key ?? null, added))) {
      state.setState({ entries: before.entries, running: null });
      return false;
    }
    await answer(running.key, settings);
    return true;
  }

  async function answer(key: string, settings: AnswerSettings): Promise<void> {
    const controller = new AbortController();
    abort = controller;
    const { entries: asked } = state.getState();
    const afterKey = asked.at(-1)?.key ?? null;
    const run: Run = { answer: EMPTY_ANSWER, requestId: null, startedMs: performance.now(), firstDeltaMs: null };
    const show = (phase: Running["phase"]) => state.setState({ running: { key, phase, answer: run.answer, requestId: run.requestId } });
    const detailsOf = (ended: AnswerDetails["state"], error: AnswerDetails["error"]) =>
      details(run, ended, error, settings, forms.get(key) ?? null);
    show("waiting");

    const showTimer = setInterval(
      () => run.firstDeltaMs !== null && state.getState().running?.answer !== run.answer && show("streaming"),
      SHOW_EVERY_MS,
    );
    let checkpointing = false;
    const checkpointTimer = setInterval(() => {
      if (checkpointing || run.answer.text === "") return;
      checkpointing = true;
      void save(afterKey, answerEntries(key, run.answer, detailsOf("streaming", null))).finally(() => (checkpointing = false));
    }, CHECKPOINT_EVERY_MS);

    const ended = await receive(run, requestBody(asked, settings), controller.signal, ports.fetch);
    clearInterval(showTimer);
    clearInterval(checkpointTimer);
    const final = answerEntries(key, run.answer, detailsOf(ended.state, ended.error));
    state.setState({ entries: [...asked.map(current(state)), ...final], running: null });
    abort = null;
    await save(afterKey, final);
  }

  function saveFormNow(key: string): void {
    clearTimeout(formTimers.get(key));
    formTimers.delete(key);
    const { threadId, entries: now } = state.getState();
    const entry = now.find((candidate) => candidate.key === key);
    const formContext = forms.get(key);
    const itemId = savedIds.get(key) ?? entry?.item.id;
    // An answer that is not saved yet takes its form along when it is.
    if (!entry?.details || !threadId || !formContext || !itemId || itemId === key || entry.details.formContext === formContext) return;
    state.setState({
      entries: now.map((other) => (other.key === key && other.details ? { ...other, details: { ...other.details, formContext } } : other)),
    });
    saves = saves.then(() => ports.saveForm({ threadId, itemId, formContext })).catch(() => undefined);
  }

  return {
    state,
    ask,
    stop: () => abort?.abort(),
    keepForm: (key, formContext) => {
      if (forms.get(key) === formContext) return;
      forms.set(key, formContext);
      clearTimeout(formTimers.get(key));
      formTimers.set(
        key,
        setTimeout(() => saveFormNow(key), FORM_SAVE_DELAY_MS),
      );
    },
    formOf: (key) => forms.get(key) ?? null,
    leave: () => {
      abort?.abort();
      for (const key of [...formTimers.keys()]) saveFormNow(key);
    },
  };
}

interface Run {
  answer: PartialAnswer;
  requestId: string | null;
  startedMs: number;
  firstDeltaMs: number | null;
}

/** Asks and folds the chunks into `run` until the answer ends, in whatever way. */
async function receive(run: Run, body: unknown, signal: AbortSignal, send: typeof fetch): Promise<Pick<AnswerDetails, "state" | "error">> {
  try {
    const response = await send(CHAT_PATH, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(body),
      signal,
    });
    run.requestId = response.headers.get("x-request-id");
    for await (const chunk of readChat(response)) {
      run.answer = withChunk(run.answer, chunk);
      if (run.answer.text !== "" || run.answer.calls.length > 0) run.firstDeltaMs ??= Math.round(performance.now() - run.startedMs);
    }
    return { state: "done", error: null };
  } catch (error) {
    if (isAbort(error)) return { state: "stopped", error: null };
    if (!(error instanceof ChatFailure)) return { state: "dropped", error: { message: "The server could not be reached.", code: null } };
    run.requestId ??= error.requestId;
    return { state: error.kind === "dropped" ? "dropped" : "failed", error: { message: error.message, code: error.code } };
  }
}

function details(
  run: Run,
  state: AnswerDetails["state"],
  error: AnswerDetails["error"],
  settings: AnswerSettings,
  formContext: string | null,
): AnswerDetails {
  return {
    state,
    model: run.answer.model,
    requestId: run.requestId,
    firstDeltaMs: run.firstDeltaMs,
    totalMs: Math.round(performance.now() - run.startedMs),
    inputTokens: run.answer.inputTokens,
    outputTokens: run.answer.outputTokens,
    finishReason: run.answer.finishReason,
    error,
    settings,
    formContext,
  };
}

/** The entry as it is now, with the id a save has given it meanwhile. */
function current(state: StoreApi<ThreadState>): (entry: ShownEntry) => ShownEntry {
  const now = new Map(state.getState().entries.map((entry) => [entry.key, entry]));
  return (entry) => now.get(entry.key) ?? entry;
}
