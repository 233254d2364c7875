import { PageHeader } from "@/components/ui/page-header";

/** The head of the page; it also stands above the skeleton. */
export function LibraryHeader({ version }: { version: string }) {
  return (
    <PageHeader
      title="Components"
      description={
        <>
          What a model is told, what its answer is checked against and what stands here come from the same schemas. A request can{" "}
          <a href="#choosing" className="text-accent underline decoration-accent/35 underline-offset-2 hover:decoration-accent">
            choose among them
          </a>
          . Library <code className="font-mono text-[13px] text-ink">{version}</code>, as a model id ends; ids with an older version are
          answered with it too.
        </>
      }
    />
  );
}
