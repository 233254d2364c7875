import { KeyRound } from "lucide-react";
import { CreateForm } from "@/components/keys/create-form";
import type { KeyActions, NewKeyActionResult } from "@/components/keys/key-action";
import type { ModelOption } from "@/components/keys/model-choice";
import { SnippetTabs } from "@/components/keys/snippet-tabs";
import { Card } from "@/components/ui/card";

interface EmptyKeysProps {
  create: KeyActions["create"];
  models: ModelOption[];
  model: string;
  baseUrl: string;
  onCreated: (result: Extract<NewKeyActionResult, { ok: true }>) => void;
}

/** Before the first key: the form itself, and the call that it will make possible. */
export function EmptyKeys({ create, models, model, baseUrl, onCreated }: EmptyKeysProps) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <Card
        title={
          <span className="flex items-center gap-2">
            <KeyRound aria-hidden="true" className="size-4 text-accent" />
            Create your first key
          </span>
        }
        description="A key lets a program of yours ask for interface from outside."
      >
        <CreateForm create={create} models={models} onCreated={onCreated} />
      </Card>
      <Card title="Then call it" description="Any OpenAI client will do: it needs the base URL and the key.">
        <SnippetTabs input={{ baseUrl, model, secret: "YOUR_KEY" }} />
      </Card>
    </div>
  );
}
