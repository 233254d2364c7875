import type { Page } from "@playwright/test";

/** Everything a browser keeps of a page that a script could read later, as one text. */
export async function readTraces(page: Page): Promise<string> {
  const kept = await page.evaluate(async () => {
    const fields = [...document.querySelectorAll("input, textarea")].map((field) => Reflect.get(field, "value"));
    const databases = await indexedDB.databases();
    const flight = Reflect.get(window, "__next_f");
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      [history.state, location.href, document.cookie, window.name, databases, cached, fields, flight],
      performance.getEntries().map(({ name }) => name),
    ]);
  });
  return `${await page.content()}\n${kept}\n${JSON.stringify(await page.context().cookies())}`;
}
