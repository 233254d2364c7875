import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { ModelInfo } from "@/lib/upstream/models";

interface ModelNotReadyProps {
  model: ModelInfo;
  models: ModelInfo[];
  onModel: (id: string) => void;
}

/** What the chosen model needs before it can answer, and one that can answer now. */
export function ModelNotReady({ model, models, onModel }: ModelNotReadyProps) {
  const other = models.find(({ provider, ready }) => provider === "vitrine" && ready) ?? models.find(({ ready }) => ready);
  const use = other ? (
    <Button size="sm" onClick={() => onModel(other.id)}>
      Use {other.name}
    </Button>
  ) : null;
  return (
    <Callout tone="warning" role="status" title={`${model.name} is not connected`} className="mb-3" actions={use}>
      The owner connects it on the{" "}
      <Link href="/models" className={TEXT_LINK}>
        Models page
      </Link>
      , or sets <code className="font-mono text-[13px]">{model.setting}</code> in <code className="font-mono text-[13px]">.env</code> and
      starts the server again.
    </Callout>
  );
}
