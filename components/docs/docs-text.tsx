import type { ComponentProps } from "react";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { TEXT_LINK } from "@/components/ui/text-link";

const PLUGINS = [remarkGfm];

/** Wide tables scroll by themselves, by keyboard too. */
function WideTable({ children }: ComponentProps<"table">) {
  return (
    <section aria-label="Table" tabIndex={0} className="focus-inset overflow-x-auto rounded-control border border-line">
      <table className="w-full text-left text-[13px]">{children}</table>
    </section>
  );
}

const PARTS: ComponentProps<typeof Markdown>["components"] = {
  a: ({ href, children }) => (
    <a href={href} className={TEXT_LINK}>
      {children}
    </a>
  ),
  table: ({ children }) => <WideTable>{children}</WideTable>,
  th: ({ children }) => <th className="border-line border-b bg-sunken px-3 py-2 font-medium text-ink">{children}</th>,
  td: ({ children }) => <td className="border-line border-b px-3 py-2 align-top">{children}</td>,
  code: ({ children }) => <code className="rounded-[4px] bg-sunken px-1 py-0.5 font-mono text-[12.5px] text-ink">{children}</code>,
};

/** Words of the manual. */
export function DocsText({ markdown }: { markdown: string }) {
  return (
    <div className="wrap-anywhere flex max-w-[72ch] flex-col gap-3 text-ink-soft text-sm leading-relaxed [&_strong]:text-ink">
      <Markdown remarkPlugins={PLUGINS} components={PARTS}>
        {markdown}
      </Markdown>
    </div>
  );
}
