import type { Block, ManualPage, Reader } from "./page";

/** The manual for programs that read: what there is, each page in a line, and where the whole of it is. */
export function toIndex(pages: readonly ManualPage[], { origin }: Reader): string {
  return [
    "# Vitrine",
    "",
    "> A self-hosted server that speaks OpenAI's API and answers with live interface: charts, tables and forms that render while they stream.",
    "",
    "## Manual",
    "",
    ...pages.map(({ slug, title, summary }) => `- [${title}](${origin}/docs/${slug}): ${summary}`),
    "",
    "## Reference",
    "",
    `- [The whole manual as text](${origin}/llms-full.txt)`,
    `- [OpenAPI document](${origin}/openapi.json)`,
    "",
  ].join("\n");
}

/** The whole manual as one Markdown text, its links and samples with the reader's address. */
export function toWholeText(pages: readonly ManualPage[], reader: Reader): string {
  return pages.map((page) => toMarkdown(page, reader)).join("\n");
}

/** A page as Markdown. The first line of a sample names its language and file. */
export function toMarkdown({ title, summary, sections }: ManualPage, reader: Reader): string {
  const parts = sections.flatMap(({ heading, blocks }) => [`## ${heading}`, ...blocks.map((block) => blockText(block, reader))]);
  return `${[`# ${title}`, summary, ...parts].join("\n\n")}\n`;
}

function blockText(block: Block, reader: Reader): string {
  if (block.type === "text") return block.markdown.replaceAll("](/", `](${reader.origin}/`);
  return `\`\`\`${[block.language, block.file].filter((word) => word !== null).join(" ")}\n${block.code(reader)}\n\`\`\``;
}
