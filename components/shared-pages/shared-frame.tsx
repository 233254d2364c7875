import { toTheme } from "@/components/shell/theme-choice";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { SharedPageContent } from "@/lib/shared-pages/schema";
import { SharedTurns } from "./shared-turns";

interface SharedFrameProps {
  page: SharedPageContent;
  token: string;
  /** As the address says; the system's where it says none. */
  theme: string | string[] | undefined;
}

/** A shared page inside another page: what was said, and the way to the page itself. */
export function SharedFrame({ page, token, theme }: SharedFrameProps) {
  return (
    <main className="mx-auto w-full max-w-3xl px-4 py-5">
      <h1 className="sr-only">{page.title}</h1>
      <SharedTurns turns={page.turns} theme={toTheme(typeof theme === "string" ? theme : undefined)} />
      <p className="mt-5 border-line border-t pt-3 text-ink-muted text-xs">
        <a href={`/share/${token}`} target="_blank" rel="noopener" className={`${TEXT_LINK} inline-block py-1`}>
          Open this page
        </a>
      </p>
    </main>
  );
}
