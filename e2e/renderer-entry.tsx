import "@/components/playground/without-eval";
import { createRoot } from "react-dom/client";
import GenUI from "@/components/playground/gen-ui";

export interface Show {
  response: string;
  isStreaming: boolean;
  theme: "light" | "dark";
}

/** What the renderer did with a document, as far as a page can see it. */
export interface Seen {
  opened: string[];
  failed: boolean;
  actions: number;
}

const root = createRoot(document.getElementById("root") ?? document.body);
const seen: Seen = { opened: [], failed: false, actions: 0 };
let serial = 0;

// Nothing leaves this page: what would be opened is written down instead, before the playground's own guard could refuse it.
const note = (url?: string | URL): null => {
  seen.opened.push(String(url));
  return null;
};
Object.defineProperty(window, "open", { get: () => note, set: () => {} });
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link) return;
  event.preventDefault();
  seen.opened.push(link.getAttribute("href") ?? "");
});

/** Draws a document; the same one again while it streams. Resolves when the page has been painted. */
function show({ response, isStreaming, theme }: Show, isNew: boolean): Promise<void> {
  if (isNew) {
    serial++;
    Object.assign(seen, { opened: [], failed: false, actions: 0 });
  }
  document.documentElement.dataset.theme = theme;
  root.render(
    <GenUI
      key={serial}
      response={response}
      isStreaming={isStreaming}
      theme={theme}
      onAction={() => seen.actions++}
      onState={() => {}}
      onError={() => {
        seen.failed = true;
      }}
    />,
  );
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

Object.assign(window, { show, seen });
