import type { AnswerSettings } from "@/lib/conversations/schema";
import { answerEntries } from "./answer-entries";
import type { FormKeeper } from "./form-keeper";
import type { PartialAnswer } from "./partial-answer";
import { type Arrival, arrivalDetails, cancelAnswer, type Ending, receiveAnswer } from "./receive-answer";
import { responseBody } from "./response-body";
import type { ThreadSaver } from "./thread-saver";
import type { Running, ThreadStateStore } from "./thread-state";

const SHOW_EVERY_MS = 40;
const CHECKPOINT_EVERY_MS = 2_500;
/** How long one who stopped an answer waits for its name, without which the server can't be told. */
const NAME_MS_MAX = 5_000;

/** Why an answer is read no more: the reader stopped it, or went to another thread while the server writes on. */
export type LeaveReason = "stopped" | "left";

export interface AnswerRun {
  state: ThreadStateStore;
  saver: ThreadSaver;
  forms: FormKeeper;
  send: typeof fetch;
  key: string;
  settings: AnswerSettings;
  arrival: Arrival;
  /** Ends the reading; its reason is a `LeaveReason`. */
  leave: AbortSignal;
  /** What an earlier page had of the answer: shown until as much has come again. Null for an answer that is asked for now. */
  before: PartialAnswer | null;
}

/**
 * Streams one answer into the state, saves it as soon as it has a name, now and then on its way, and whole when it ends. False when the
 * end could not be saved.
 */
export async function runAnswer(run: AnswerRun): Promise<boolean> {
  const { state, saver, forms, key, settings, arrival, leave, before, send } = run;
  const asked = state.getState().entries;
  const afterKey = asked.at(-1)?.key ?? null;
  // What was stored ends as if it were whole, so its length says nothing: what came again counts as soon as it says something else.
  const answer = (): PartialAnswer => (before?.text.startsWith(arrival.answer.text) ? before : arrival.answer);
  const show = (phase: Running["phase"]) => state.setState({ running: { key, phase, answer: answer(), requestId: arrival.requestId } });
  const entriesFor = (ending: Ending) => answerEntries(key, answer(), arrivalDetails(arrival, ending, settings, forms.contextOf(key)));
  const checkpoint = () => saver.save(afterKey, entriesFor({ state: "streaming", error: null }));
  show("waiting");

  const showing = setInterval(() => {
    if (arrival.sequence >= 0 && state.getState().running?.answer !== answer()) show("streaming");
  }, SHOW_EVERY_MS);
  const stopSaving = before === null ? keepSaving(arrival, checkpoint) : () => {};
  const reading = new AbortController();
  const received = receiveAnswer(arrival, before === null ? responseBody(asked, settings) : null, reading.signal, send);
  const ending = await Promise.race([received, aborted(leave)]);
  clearInterval(showing);
  stopSaving();
  if (ending === null) void named(arrival, received).then((id) => endReading(id, reading, leave.reason as LeaveReason, send));
  if (ending === null && leave.reason === "left") {
    if (before !== null) return true;
    await named(arrival, received);
    return checkpoint();
  }
  const final = entriesFor(ending ?? { state: "stopped", error: null });
  // The entries as they are now: a save may have given them their ids meanwhile.
  state.setState(({ entries }) => ({ entries: [...entries, ...final], running: null }));
  return saver.save(afterKey, final);
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}

/** The name of the answer on the server as soon as it is known; null when it will not be. */
function named(arrival: Arrival, received: Promise<unknown>): Promise<string | null> {
  if (arrival.responseId !== null) return Promise.resolve(arrival.responseId);
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const look = () => {
      if (arrival.responseId !== null || performance.now() - startedMs > NAME_MS_MAX) end();
    };
    const timer = setInterval(look, SHOW_EVERY_MS);
    const end = () => {
      clearInterval(timer);
      resolve(arrival.responseId);
    };
    void received.finally(end);
  });
}

function endReading(id: string | null, reading: AbortController, reason: LeaveReason, send: typeof fetch): void {
  reading.abort();
  if (id !== null && reason === "stopped") void cancelAnswer(id, send);
}

/** Saves once the answer has a name, by which it can be taken up, and from then on now and then while there is more of it. */
function keepSaving(arrival: Arrival, save: () => Promise<unknown>): () => void {
  let saving = false;
  let saved: PartialAnswer | null = null;
  let savedMs = 0;
  const timer = setInterval(() => {
    const isNamed = arrival.responseId !== null && saved === null;
    const isLater = arrival.answer !== saved && performance.now() - savedMs >= CHECKPOINT_EVERY_MS;
    if (saving || arrival.responseId === null || !(isNamed || isLater)) return;
    saving = true;
    saved = arrival.answer;
    savedMs = performance.now();
    void save().finally(() => {
      saving = false;
    });
  }, SHOW_EVERY_MS);
  return () => clearInterval(timer);
}
