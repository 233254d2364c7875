import type { ThreadPorts, ThreadStateStore } from "./thread-state";
import type { ThreadSaver } from "./thread-saver";

const SAVE_DELAY_MS = 600;

export interface FormKeeper {
  /** Remembers what the forms of an answer hold and saves it a moment later. */
  keep: (key: string, formContext: string) => void;
  /** What the forms of an answer hold, or null. */
  contextOf: (key: string) => string | null;
  /** Saves at once what waits to be saved. */
  flush: () => void;
}

/** The state of generated forms: reported at every keystroke, saved when the typing rests. */
export function createFormKeeper(state: ThreadStateStore, saver: ThreadSaver, ports: Pick<ThreadPorts, "saveForm">): FormKeeper {
  const contexts = new Map<string, string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  for (const { key, details } of state.getState().entries) if (details?.formContext) contexts.set(key, details.formContext);

  function save(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
    const { threadId, entries } = state.getState();
    const details = entries.find((entry) => entry.key === key)?.details;
    const formContext = contexts.get(key);
    const itemId = saver.idOf(key);
    // An answer that is not saved yet takes its form along when it is.
    if (!details || !threadId || !itemId || !formContext || details.formContext === formContext) return;
    state.setState({ entries: entries.map((entry) => (entry.key === key ? { ...entry, details: { ...details, formContext } } : entry)) });
    saver.afterSaves(() => ports.saveForm({ threadId, itemId, formContext }));
  }

  return {
    keep: (key, formContext) => {
      if (contexts.get(key) === formContext) return;
      contexts.set(key, formContext);
      clearTimeout(timers.get(key));
      timers.set(
        key,
        setTimeout(() => save(key), SAVE_DELAY_MS),
      );
    },
    // An answer that came with another version of the thread was not there when this began.
    contextOf: (key) => contexts.get(key) ?? state.getState().entries.find((entry) => entry.key === key)?.details?.formContext ?? null,
    flush: () => {
      for (const key of timers.keys()) save(key);
    },
  };
}
