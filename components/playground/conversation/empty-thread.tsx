import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { TEXT_LINK } from "@/components/ui/text-link";
import { EXAMPLES } from "../examples";

/** A new thread: what this is, and examples that send on click. */
export function EmptyThread({ onExample }: { onExample: (prompt: string, tools?: string) => void }) {
  return (
    <div className="my-auto flex flex-col gap-7 py-6">
      <div className="flex flex-col gap-2">
        <h2 className="font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">Ask, and watch the interface arrive</h2>
        <p className="max-w-[60ch] text-ink-soft text-sm leading-relaxed">
          Answers are charts, tables and forms that stream in while they are made. Nothing here leaves this server unless you choose a model
          that lives elsewhere.
        </p>
      </div>
      <div className="flex flex-col gap-2.5">
        <h3 id="playground-examples" className="font-medium text-[13px] text-ink-muted">
          Examples
        </h3>
        <ul aria-labelledby="playground-examples" className="grid gap-2 sm:grid-cols-2">
          {EXAMPLES.map(({ label, description, prompt, tools }) => (
            <li key={label} className="flex">
              <button
                type="button"
                onClick={() => onExample(prompt, tools)}
                className="group flex w-full cursor-pointer items-start gap-3 rounded-card border border-line bg-surface px-4 py-3 text-left shadow-card transition-colors duration-100 hover:border-line-strong hover:bg-sunken"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-medium text-[13.5px] text-ink">{label}</span>
                  <span className="block text-[13px] text-ink-muted leading-snug">{description}</span>
                </span>
                <ArrowUpRight aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-muted group-hover:text-accent" />
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p className="max-w-[66ch] border-accent border-l-2 pl-3 text-[13px] text-ink-soft leading-relaxed">
        <span className="font-medium text-ink">Offline engine</span> – rules, not a language model. Charts, tables and forms from your data;
        arithmetic; tool calls. No open questions. For those the owner connects a provider on the{" "}
        <Link href="/models" className={TEXT_LINK}>
          Models page
        </Link>{" "}
        or in <code className="font-mono text-xs">.env</code>.
      </p>
    </div>
  );
}
