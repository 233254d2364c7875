/** How long a request may take, whichever way it came. A conversation is locked for longer. */
export const DEADLINE_MS = 600_000;
