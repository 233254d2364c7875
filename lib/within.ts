/** Resolves to what comes, or to null when it takes longer than `ms`; rejects as it does. What comes later than that goes unheard. */
export function within<Value>(coming: Promise<Value>, ms: number): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, null);
    coming.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
