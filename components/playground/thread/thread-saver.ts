import { ITEMS_PER_WRITE_MAX, type ShowVersionBody, type Thread } from "@/lib/conversations/schema";
import type { ShownEntry } from "./shown-entry";
import type { ShowVersionResult, ThreadPorts, ThreadStateStore, WriteResult } from "./thread-state";

const REASONS: Record<string, string> = {
  changed_elsewhere: "This thread was continued in another window. Reload the page to see it.",
  not_found: "This thread was deleted in another window.",
  thread_full: "This thread is full. Start a new one.",
  invalid: "This is too long to be kept.",
};
const UNREACHABLE = "The server could not be reached, so this is not saved. Try again.";

export interface ThreadSaver {
  /** Replaces what follows the entry `afterKey` (null: everything) on the server; false leaves `problem` in the state. */
  save: (afterKey: string | null, entries: ShownEntry[]) => Promise<boolean>;
  /** Has another version of what follows an entry shown; gives the thread as it is then, null with `problem` in the state. */
  showVersion: (afterKey: string | null, number: number) => Promise<Thread | null>;
  /** Runs after the saves that are under way. */
  afterSaves: (run: () => Promise<unknown>) => void;
  /** Takes what another page saved as what is saved. */
  adopt: (entries: ShownEntry[]) => void;
  /** The server's id of an entry; null before it is saved. */
  idOf: (key: string) => string | null;
}

/** Saves one after the other, so that each knows the ids that the one before it was given. */
export function createThreadSaver(state: ThreadStateStore, ports: Pick<ThreadPorts, "write" | "showVersion" | "onSaved">): ThreadSaver {
  const saved = state.getState().entries;
  const ids = new Map(saved.map(({ key, item }) => [key, item.id]));
  let tailId = saved.at(-1)?.item.id ?? null;
  let queue: Promise<unknown> = Promise.resolve();

  async function write(afterKey: string | null, entries: ShownEntry[]): Promise<boolean> {
    const afterId = afterKey === null ? null : (ids.get(afterKey) ?? null);
    const named = entries.map(({ key, item, details }) => ({ item: { ...item, id: ids.get(key) ?? item.id }, details }));
    const body = { threadId: state.getState().threadId, afterId, tailId, entries: named };
    const result = await ports.write(body).catch((): WriteResult => ({ ok: false, reason: "unreachable" }));
    if (!result.ok) {
      state.setState({ problem: REASONS[result.reason] ?? UNREACHABLE });
      return false;
    }
    for (const [index, { key }] of entries.entries()) ids.set(key, result.ids[index] ?? key);
    tailId = result.ids.at(-1) ?? afterId;
    const shown = state.getState().entries.map((entry) => ({ ...entry, item: { ...entry.item, id: ids.get(entry.key) ?? entry.item.id } }));
    state.setState({ threadId: result.threadId, title: result.title, entries: shown, versions: result.versions, problem: null });
    ports.onSaved({ id: result.threadId, title: result.title });
    return true;
  }

  /** In as many writes as the server takes; what follows the first is appended. */
  async function writeAll(afterKey: string | null, entries: ShownEntry[]): Promise<boolean> {
    let after = afterKey;
    for (let at = 0; at === 0 || at < entries.length; at += ITEMS_PER_WRITE_MAX) {
      const some = entries.slice(at, at + ITEMS_PER_WRITE_MAX);
      if (!(await write(after, some))) return false;
      after = some.at(-1)?.key ?? after;
    }
    return true;
  }

  return {
    showVersion: (afterKey, number) => {
      const afterId = () => (afterKey === null ? null : (ids.get(afterKey) ?? null));
      const done = queue.then(() => showVersion(state, ports, { afterId: afterId(), tailId, number }));
      queue = done;
      return done;
    },
    save: (afterKey, entries) => {
      const done = queue.then(() => writeAll(afterKey, entries));
      queue = done;
      return done;
    },
    adopt: (entries) => {
      for (const { key, item } of entries) ids.set(key, item.id);
      tailId = entries.at(-1)?.item.id ?? null;
    },
    afterSaves: (run) => {
      queue = queue.then(run).catch(() => undefined);
    },
    idOf: (key) => ids.get(key) ?? null,
  };
}

async function showVersion(
  state: ThreadStateStore,
  ports: Pick<ThreadPorts, "showVersion" | "onSaved">,
  wanted: Omit<ShowVersionBody, "threadId">,
): Promise<Thread | null> {
  const { threadId } = state.getState();
  if (threadId === null) return null;
  const result = await ports.showVersion({ threadId, ...wanted }).catch((): ShowVersionResult => ({ ok: false, reason: "unreachable" }));
  if (!result.ok) {
    state.setState({ problem: REASONS[result.reason] ?? UNREACHABLE });
    return null;
  }
  ports.onSaved(result.thread);
  return result.thread;
}
