/** Begins a work in a task of its own, after the one that drew something has ended: together they would hold the page. Returns how to stop. */
export function inOwnTask(begin: () => () => void): () => void {
  let stop = (): void => {};
  const timer = setTimeout(() => {
    stop = begin();
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
