import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { TEXT_LINK } from "@/components/ui/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { anchorOf, type Block, type ManualPage, type Reader } from "@/lib/manual/page";
import { DocsText } from "./docs-text";

/** A page of the manual, its samples with the reader's own address. */
export function ManualView({ page, reader }: { page: ManualPage; reader: Reader }) {
  return (
    <article>
      <PageHeader title={page.title} description={page.summary} />
      <div className="flex flex-col gap-10">
        {page.sections.map(({ heading, blocks }) => (
          <section key={heading} aria-labelledby={anchorOf(heading)} className="flex flex-col gap-4">
            <h2 id={anchorOf(heading)} className="scroll-mt-6 font-semibold text-[17px] text-ink">
              {heading}
            </h2>
            {blocks.map((block) => (
              <BlockView key={block.type === "text" ? block.markdown : block.title} block={block} reader={reader} />
            ))}
          </section>
        ))}
      </div>
    </article>
  );
}

function BlockView({ block, reader }: { block: Block; reader: Reader }) {
  if (block.type === "text") return <DocsText markdown={block.markdown} />;
  return (
    <div className="flex flex-col gap-1.5">
      <CodeBlock code={block.code(reader)} label={block.file ?? block.title} title={block.title} />
      {block.ask ? (
        <p className="text-[13px]">
          <Link href={`/playground?ask=${encodeURIComponent(block.ask)}`} className={TEXT_LINK}>
            Open in the playground
          </Link>
        </p>
      ) : null}
    </div>
  );
}
