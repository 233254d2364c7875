import { PageHeader } from "@/components/ui/page-header";
import { TEXT_LINK } from "@/components/ui/text-link";

/** The head of the page; it also stands above the skeleton. */
export function LibraryHeader({ version }: { version: string }) {
  return (
    <PageHeader
      title="Components"
      description={
        <>
          What a model is told, what its answer is checked against and what stands here come from the same schemas. A request can{" "}
          <a href="#choosing" className={TEXT_LINK}>
            choose among them
          </a>
          . Library <code className="font-mono text-[13px] text-ink">{version}</code>, as a model id ends; ids with an older version are
          answered with it too.
        </>
      }
    />
  );
}
