import { ModelFigures } from "@/components/models/model-figures";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { CATALOGUE_DATE } from "@/lib/catalogue/catalogue";
import type { ModelFacts } from "@/lib/upstream/model-facts";

export interface ModelRow {
  id: string;
  name: string;
  description: string;
  facts: ModelFacts;
  ready: boolean;
}

/** Every model worth showing, those that answer now first. */
export function ModelList({ models }: { models: ModelRow[] }) {
  const sorted = [...models.filter(({ ready }) => ready), ...models.filter(({ ready }) => !ready)];
  return (
    <Card
      title="Models"
      description={`What a request can name as its model; any other of a provider works by the same pattern. Prices are the vendors' lists as of ${CATALOGUE_DATE}.`}
      flush
    >
      <ul aria-label="Models" className="divide-y divide-line border-line border-t">
        {sorted.map(({ id, name, description, facts, ready }) => (
          <li key={id} className="flex items-center justify-between gap-4 px-5 py-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
                <span className="break-words">{name}</span>
                <Badge tone={ready ? "success" : "neutral"} dot>
                  {ready ? "Ready" : "Not set up"}
                </Badge>
              </p>
              <p className="mt-0.5 break-all font-mono text-ink-soft text-xs">{id}</p>
              <p>
                <ModelFigures facts={facts} />
              </p>
              <p className="break-words text-ink-muted text-xs leading-relaxed">{description}</p>
            </div>
            <CopyButton text={id} label={`Copy ${id}`} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
