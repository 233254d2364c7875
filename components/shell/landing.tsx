import Link from "next/link";
import { LandingAnswer } from "@/components/shell/landing-answer";
import { Logo } from "@/components/shell/logo";
import { buttonClass } from "@/components/ui/button";

interface LandingProps {
  question: string;
  /** What this server answered to it, as it came. */
  answer: string;
}

/** One screen that says what this is, for those who are not signed in. */
export function Landing({ question, answer }: LandingProps) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-5xl flex-col px-6 py-8">
      <Logo />
      <div className="grid flex-1 items-center gap-12 py-14 lg:grid-cols-[1fr_26rem] lg:gap-16">
        <div>
          <h1 className="max-w-[15ch] text-balance font-semibold text-4xl text-ink leading-[1.1] tracking-[-0.028em] sm:text-5xl">
            Answers that arrive as interface.
          </h1>
          <p className="mt-5 max-w-[48ch] text-[15px] text-ink-soft leading-relaxed">
            Vitrine is a server of your own that speaks OpenAI&rsquo;s API and answers with charts, tables and forms, which appear while
            they stream. It runs without the internet and without a key from anyone.
          </p>
          <p className="mt-8">
            <Link href="/sign-in" className={buttonClass({ variant: "primary" })}>
              Sign in
            </Link>
          </p>
        </div>
        <Example question={question} answer={answer} />
      </div>
    </main>
  );
}

/** Words in, interface out: the engine's own answer, drawn as everywhere. */
function Example({ question, answer }: LandingProps) {
  return (
    <figure className="min-w-0 rounded-dialog border border-line bg-surface p-2 shadow-menu">
      <figcaption className="px-4 pt-3 pb-4 text-ink-soft text-sm">&ldquo;{question}&rdquo;</figcaption>
      <div className="min-h-96 rounded-card border border-line px-5 py-5">
        <LandingAnswer answer={answer} />
      </div>
    </figure>
  );
}
