"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AliasDialog } from "@/components/models/alias-dialog";
import type { ProviderActions } from "@/components/models/provider-action";
import { ProviderDialog } from "@/components/models/provider-dialog";
import { type ProviderEntry, ProviderRow } from "@/components/models/provider-row";
import { RemoveDialog } from "@/components/ui/remove-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { AliasView } from "@/lib/providers/schema";

type Task =
  | { type: "provider"; entry: ProviderEntry | null }
  | { type: "alias"; alias: AliasView | null }
  | { type: "remove-provider"; entry: ProviderEntry }
  | { type: "remove-alias"; alias: AliasView };

interface ModelsViewProps {
  providers: ProviderEntry[];
  aliases: AliasView[];
  actions: ProviderActions;
}

/** Where models come from, and which ids stand for others: the owner's part of the page. */
export function ModelsView({ providers, aliases, actions }: ModelsViewProps) {
  const [task, setTask] = useState<Task | null>(null);
  const [saved, setSaved] = useState<{ name: string; count: number }>({ name: "", count: 0 });
  const save: ProviderActions["save"] = async (body) => {
    const result = await actions.save(body);
    if (result.ok) setSaved(({ count }) => ({ name: body.name, count: count + 1 }));
    return result;
  };
  return (
    <>
      <ListCard
        title="Providers"
        description="Keys are encrypted, and never shown again. What is set up here stands before the variables of .env."
        addLabel="Add a server"
        onAdd={() => setTask({ type: "provider", entry: null })}
      >
        {providers.map((entry) => (
          <ProviderRow
            key={entry.name}
            entry={entry}
            test={actions.test}
            saved={entry.name === saved.name ? saved.count : 0}
            onEdit={() => setTask({ type: "provider", entry })}
            onRemove={() => setTask({ type: "remove-provider", entry })}
          />
        ))}
      </ListCard>
      <AliasCard aliases={aliases} setTask={setTask} />
      <TaskDialog task={task} actions={{ ...actions, save }} onClose={() => setTask(null)} />
    </>
  );
}

function AliasCard({ aliases, setTask }: { aliases: AliasView[]; setTask: (task: Task) => void }) {
  return (
    <ListCard
      title="Aliases"
      description="An id that stands for other models: a program keeps the id it knows."
      addLabel="Add an alias"
      onAdd={() => setTask({ type: "alias", alias: null })}
      empty="No alias yet."
    >
      {aliases.map((alias) => (
        <li key={alias.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <p className="break-all font-mono text-ink text-xs">{alias.id}</p>
            <p className="break-all text-ink-muted text-xs leading-relaxed">answered by {alias.targets.join(", else ")}</p>
          </div>
          <div className="flex gap-2">
            <Button size="sm" aria-label={`Edit ${alias.id}`} onClick={() => setTask({ type: "alias", alias })}>
              Edit
            </Button>
            <Button size="sm" variant="ghost" aria-label={`Remove ${alias.id}`} onClick={() => setTask({ type: "remove-alias", alias })}>
              Remove
            </Button>
          </div>
        </li>
      ))}
    </ListCard>
  );
}

interface ListCardProps {
  title: string;
  description: string;
  addLabel: string;
  onAdd: () => void;
  /** Said when there are no children. */
  empty?: string;
  children: ReactNode[];
}

function ListCard({ title, description, addLabel, onAdd, empty, children }: ListCardProps) {
  const add = (
    <Button size="sm" onClick={onAdd}>
      <Plus aria-hidden="true" className="size-4" />
      {addLabel}
    </Button>
  );
  return (
    <Card title={title} description={description} flush actions={add}>
      {empty && children.length === 0 ? (
        <p className="px-5 pb-5 text-ink-muted text-sm">{empty}</p>
      ) : (
        <ul aria-label={title} className="divide-y divide-line border-line border-t">
          {children}
        </ul>
      )}
    </Card>
  );
}

function TaskDialog({ task, actions, onClose }: { task: Task | null; actions: ProviderActions; onClose: () => void }) {
  if (task?.type === "provider") return <ProviderDialog entry={task.entry} save={actions.save} onClose={onClose} />;
  if (task?.type === "alias") return <AliasDialog alias={task.alias} save={actions.saveAlias} onClose={onClose} />;
  if (task?.type === "remove-provider") {
    const { name, label } = task.entry;
    return (
      <RemoveDialog
        title={`Remove ${label}?`}
        consequence="Its key is deleted. Requests for its models are refused from then on, unless .env has a key for it."
        remove={() => actions.remove(name)}
        onClose={onClose}
      />
    );
  }
  if (task?.type === "remove-alias") {
    const { id } = task.alias;
    return (
      <RemoveDialog
        title="Remove this alias?"
        consequence={`Requests for ${id} are then answered by the model of that name, or refused.`}
        remove={() => actions.removeAlias(id)}
        onClose={onClose}
      />
    );
  }
  return null;
}
