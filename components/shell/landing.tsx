import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { buttonClass } from "@/components/ui/button";

const BARS = [
  { label: "Jan", value: 120 },
  { label: "Feb", value: 180 },
  { label: "Mar", value: 160 },
  { label: "Apr", value: 210 },
];
const HIGHEST = 210;

/** One screen that says what this is, for those who are not signed in. */
export function Landing() {
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
        <Example />
      </div>
    </main>
  );
}

/** Words in, interface out; drawn here, so that the start page needs no renderer. */
function Example() {
  return (
    <figure className="rounded-dialog border border-line bg-surface p-2 shadow-menu">
      <figcaption className="px-4 pt-3 pb-4 text-ink-soft text-sm">
        &ldquo;Chart our sales: January 120, February 180, March 160, April 210&rdquo;
      </figcaption>
      <div className="rounded-card border border-line bg-sunken px-5 pt-5 pb-4">
        <p className="font-semibold text-ink text-sm">April is the best month: 210</p>
        <ul className="mt-5 grid h-40 grid-cols-4 items-end gap-4">
          {BARS.map(({ label, value }) => (
            <li key={label} className="flex h-full flex-col justify-end gap-1.5 text-center">
              <span className="text-ink-soft text-xs tabular-nums">{value}</span>
              <span
                aria-hidden="true"
                style={{ height: `${(value / HIGHEST) * 70}%` }}
                className={value === HIGHEST ? "rounded-t-[5px] bg-accent" : "rounded-t-[5px] bg-line-strong"}
              />
              <span className="text-ink-muted text-xs">{label}</span>
            </li>
          ))}
        </ul>
      </div>
    </figure>
  );
}
