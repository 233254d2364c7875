import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { isOpenable } from "../open-url";
import { Picture } from "../openui/picture";

const MARKS = /[*_`~[\]<>|&\\\n]|https?:|www\./;
const PLUGINS = [remarkGfm];

const COMPONENTS: Components = {
  p: ({ children }) => <span className="block">{children}</span>,
  code: ({ children }) => <code className="rounded bg-hover px-1 py-px font-mono text-[0.92em]">{children}</code>,
  img: ({ src, alt }) => <Picture src={typeof src === "string" ? src : ""} alt={alt ?? ""} className="max-h-16 rounded-control" />,
  a: ({ href, children }) =>
    isOpenable(href, window.location.href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer" className="text-accent underline underline-offset-2">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
};

/** The words of a cell, with the marks of Markdown; words without any mark cost no parsing. */
export function CellText({ text }: { text: string }) {
  if (!MARKS.test(text)) return text;
  return (
    <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
      {text}
    </ReactMarkdown>
  );
}
