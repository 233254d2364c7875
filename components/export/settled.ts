const QUIET_MS = 350;
const MOVING_MS_MAX = 15_000;

/**
 * Resolves when the parts of the host are loaded, nothing in it has changed for a while and its fonts are there: charts are drawn by
 * then, whether they move meanwhile or not. What never comes to rest is taken as it is after 15 seconds; what never loads is waited for.
 */
export async function settled(host: HTMLElement): Promise<void> {
  await new Promise<void>((resolve) => {
    let loadedAtMs: number | null = null;
    let changedAtMs = performance.now();
    const observer = new MutationObserver(() => {
      changedAtMs = performance.now();
    });
    observer.observe(host, { attributes: true, childList: true, characterData: true, subtree: true });
    const timer = setInterval(() => {
      const now = performance.now();
      if (host.querySelector(".skeleton") !== null) {
        loadedAtMs = null;
        return;
      }
      loadedAtMs ??= now;
      const isQuiet = now - Math.max(changedAtMs, loadedAtMs) > QUIET_MS;
      if (!isQuiet && now - loadedAtMs < MOVING_MS_MAX) return;
      clearInterval(timer);
      observer.disconnect();
      resolve();
    }, 50);
  });
  await document.fonts.ready;
}
