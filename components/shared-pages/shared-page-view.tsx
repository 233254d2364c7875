import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { buttonClass } from "@/components/ui/button";
import type { SharedPageContent } from "@/lib/shared-pages/schema";
import { SharedTurns } from "./shared-turns";

const DATE = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

interface SharedPageViewProps {
  page: SharedPageContent;
  /** Copies it into a thread of whoever asks. */
  fork: () => Promise<void>;
}

/** A shared thread or answer as everybody sees it. */
export function SharedPageView({ page, fork }: SharedPageViewProps) {
  const models = [...new Set(page.turns.flatMap((turn) => (turn.type === "answer" && turn.model !== null ? [turn.model] : [])))];
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className="border-line border-b">
        <div className="mx-auto flex h-14 max-w-3xl items-center justify-between gap-4 px-4 sm:px-6">
          <Link href="/" aria-label="Vitrine" className="flex rounded-control py-1.5">
            <Logo />
          </Link>
          <form action={fork}>
            <button type="submit" className={buttonClass({ size: "sm" })}>
              Go on in the playground
            </button>
          </form>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 pt-8 pb-16 outline-none sm:px-6">
        <h1 className="break-words font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">{page.title}</h1>
        <p className="mt-1 mb-8 break-words text-[13px] text-ink-muted">
          Shared on <time dateTime={page.createdAt}>{DATE.format(new Date(page.createdAt))}</time>
          {models.length > 0 ? `. Answered by ${models.join(", ")}` : ""}
        </p>
        <SharedTurns turns={page.turns} />
      </main>
    </>
  );
}

/** What is left at the address of a page that is shared no more, or never was. */
export function GonePage() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-6 py-16">
      <Logo className="mb-10" />
      <h1 className="font-semibold text-ink text-xl tracking-[-0.01em]">This page is not shared</h1>
      <p className="mt-2 text-ink-soft text-sm leading-relaxed">
        Its link has expired, whoever shared it has taken it back, or the address is not complete. Ask them for a new link.
      </p>
    </main>
  );
}
