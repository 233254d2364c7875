import type { PlaygroundActions } from "./thread-actions";

/**
 * The same actions, of which `open` reads a thread only when all that was being written has been: the router runs actions in turn
 * but lets a navigation overtake them, so whoever comes back at once would find the thread without its last answer.
 */
export function withOpenAfterWrites(actions: PlaygroundActions): PlaygroundActions {
  const writing = new Set<Promise<unknown>>();
  const kept = <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) => {
    return (...args: Args): Promise<Result> => {
      const written = write(...args);
      writing.add(written);
      void written.finally(() => writing.delete(written)).catch(() => undefined);
      return written;
    };
  };
  return {
    ...actions,
    write: kept(actions.write),
    saveForm: kept(actions.saveForm),
    rename: kept(actions.rename),
    open: async (id) => {
      await Promise.allSettled(writing);
      return actions.open(id);
    },
  };
}
