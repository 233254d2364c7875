import { MarkDownRenderer } from "@openuidev/react-ui";
import remarkGfm from "remark-gfm";
import { Picture } from "./picture";

const MARKS = /[*_`~#[\]<>|&\\\n]|\d[.)]\s|^\s*[-+]\s|https?:|www\./;
const OPTIONS = {
  remarkPlugins: [remarkGfm],
  components: {
    img: ({ src, alt }: { src?: unknown; alt?: string }) => <Picture src={typeof src === "string" ? src : ""} alt={alt ?? ""} />,
  },
};

/** Text as Markdown. Text without any mark, as most cells of a table, costs no parsing. */
export function Markdown({ text }: { text: string }) {
  return MARKS.test(text) ? <MarkDownRenderer textMarkdown={text} options={OPTIONS} /> : <p>{text}</p>;
}
