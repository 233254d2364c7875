import "@/components/renderer/without-eval";
import { createRoot } from "react-dom/client";
import GenUI from "@/components/renderer/gen-ui";
import type { GenUIAction } from "@/components/renderer/gen-ui-props";

export interface Show {
  response: string;
  isStreaming: boolean;
  theme: "light" | "dark";
}

/** What the renderer did with a document, as far as a page can see it. */
export interface Seen {
  opened: string[];
  failed: boolean;
  /** What its buttons and links handed on. */
  actions: GenUIAction[];
  /** What its forms held last, as the inside of `<context>`. */
  forms: string | null;
}

const root = createRoot(document.getElementById("root") ?? document.body);
const seen: Seen = { opened: [], failed: false, actions: [], forms: null };
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
    Object.assign(seen, { opened: [], failed: false, actions: [], forms: null });
  }
  document.documentElement.dataset.theme = theme;
  root.render(
    <GenUI
      key={serial}
      response={response}
      isStreaming={isStreaming}
      theme={theme}
      onAction={(action) => seen.actions.push(action)}
      onState={(forms) => {
        seen.forms = forms;
      }}
      onError={() => {
        seen.failed = true;
      }}
    />,
  );
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** Draws the growing beginnings of a document as they would come. */
async function stream(responses: string[], theme: Show["theme"]): Promise<void> {
  for (const [index, response] of responses.entries())
    await show({ response, isStreaming: index < responses.length - 1, theme }, index === 0);
}

Object.assign(window, { show, stream, seen });
