import { type SnippetInput, snippets } from "@/lib/manual/snippets";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs } from "@/components/ui/tabs";

/** The first call in three languages and drawn in two ways, each with a copy button. */
export function SnippetTabs({ input, onCopied }: { input: SnippetInput; onCopied?: () => void }) {
  const tabs = snippets(input).map(({ id, label, title, code, note }) => ({
    id,
    label,
    content: (
      <div className="flex flex-col gap-2">
        <CodeBlock code={code} label={`${label} example`} title={title} onCopied={onCopied} />
        {note ? <p className="text-[13px] text-ink-muted leading-relaxed">{note}</p> : null}
      </div>
    ),
  }));
  return <Tabs label="Language" tabs={tabs} />;
}
