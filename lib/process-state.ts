const ALL = Symbol.for("vitrine.process-state");

/**
 * Returns the way to what this process keeps under `name`, made when it is first asked for. Next bundles copies of its own of the
 * modules of the server: each of them gets the same state.
 */
export function processState<State>(name: string, make: () => State): () => State {
  return () => {
    const all = states();
    if (!all.has(name)) all.set(name, make());
    return all.get(name) as State;
  };
}

/** Forgets what is kept under a name, as after a restart. */
export function forgetProcessState(name: string): void {
  states().delete(name);
}

function states(): Map<string, unknown> {
  const holder = globalThis as { [ALL]?: Map<string, unknown> };
  holder[ALL] ??= new Map();
  return holder[ALL];
}
