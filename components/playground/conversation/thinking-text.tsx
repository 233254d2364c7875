import type { ComponentProps } from "react";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";

const PLUGINS = [remarkGfm];
const COMPONENTS = {
  // A picture would be fetched without being asked for.
  img: ({ alt }: ComponentProps<"img">) => <>{alt}</>,
  a: ({ href, children }: ComponentProps<"a">) => (
    <a href={href} target="_blank" rel="noopener noreferrer" className="underline underline-offset-2">
      {children}
    </a>
  ),
};
const SHAPE = [
  "flex max-h-96 flex-col gap-2 overflow-y-auto break-words pb-1",
  "[&_ul]:list-disc [&_ul]:pl-5 [&_ol]:list-decimal [&_ol]:pl-5 [&_:is(h1,h2,h3,h4,strong)]:font-medium [&_:is(h1,h2,h3,h4,strong)]:text-ink",
  "[&_code]:rounded [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-xs [&_pre]:overflow-x-auto [&_pre]:rounded-control [&_pre]:bg-sunken [&_pre]:p-2",
].join(" ");

/** Thoughts as Markdown. Raw HTML in them is text. */
export default function ThinkingText({ text }: { text: string }) {
  return (
    // Focusable, so that long thoughts can be scrolled by keyboard.
    <div className={SHAPE} tabIndex={0} role="region" aria-label="What the model thought">
      <Markdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}
