import { type SnippetInput, snippets } from "@/components/keys/snippets";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs } from "@/components/ui/tabs";

/** The first call in three languages, each with a copy button. */
export function SnippetTabs({ input, onCopied }: { input: SnippetInput; onCopied?: () => void }) {
  const tabs = snippets(input).map(({ id, label, title, code }) => ({
    id,
    label,
    content: <CodeBlock code={code} label={`${label} example`} title={title} onCopied={onCopied} />,
  }));
  return <Tabs label="Language" tabs={tabs} />;
}
