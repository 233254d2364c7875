const QUIET_MS = 350;
const WAIT_MS_MAX = 15_000;

/**
 * Resolves when nothing in the host has changed for a while, its parts are loaded and its fonts are there: charts are drawn by then,
 * whether they move meanwhile or not. What never comes to rest is taken as it is after 15 seconds.
 */
export async function settled(host: HTMLElement): Promise<void> {
  await new Promise<void>((resolve) => {
    let quiet = setTimeout(check, QUIET_MS);
    const limit = setTimeout(end, WAIT_MS_MAX);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(check, QUIET_MS);
    });
    observer.observe(host, { attributes: true, childList: true, characterData: true, subtree: true });
    function check(): void {
      if (host.querySelector(".skeleton") === null) end();
      else quiet = setTimeout(check, QUIET_MS);
    }
    function end(): void {
      clearTimeout(quiet);
      clearTimeout(limit);
      observer.disconnect();
      resolve();
    }
  });
  await document.fonts.ready;
}
