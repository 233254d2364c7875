"use client";

import { ChevronDown } from "lucide-react";
import { ModelFigures } from "@/components/models/model-figures";
import { Badge } from "@/components/ui/badge";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ModelInfo } from "@/lib/upstream/models";
import { ModelSearch } from "./model-search";

interface ModelPickerProps {
  models: ModelInfo[];
  value: string;
  onChange: (id: string) => void;
}

/** With more models than these, one looks for a model by typing. */
const LISTED_MAX = 8;

const TRIGGER =
  "flex h-9 min-w-0 max-w-64 cursor-pointer items-center gap-1.5 rounded-control px-2.5 font-medium text-[13px] text-ink hover:bg-hover pointer-coarse:h-11";

/** Every model with whether it can answer now; one that cannot may still be chosen and then says what it needs. */
export function ModelPicker({ models, value, onChange }: ModelPickerProps) {
  const chosen = models.find(({ id }) => id === value);
  // What can answer now comes first, each part in the order of the list.
  const ordered = [...models.filter(({ ready }) => ready), ...models.filter(({ ready }) => !ready)];
  const label = `Model: ${chosen?.name ?? "none"}`;
  const trigger = (
    <>
      <span className="truncate">{chosen?.name ?? "Choose a model"}</span>
      <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-muted" />
    </>
  );
  if (models.length > LISTED_MAX) {
    const renderModel = (model: ModelInfo) => <ModelLines model={model} className="py-2" />;
    return <ModelSearch {...{ label, trigger, models: ordered, value, onChange, renderModel }} triggerClassName={TRIGGER} />;
  }
  return (
    <Menu label={label} trigger={trigger} triggerClassName={TRIGGER}>
      {ordered.map((model) => (
        <MenuItem key={model.id} checked={model.id === value} onSelect={() => onChange(model.id)}>
          <ModelLines model={model} className="w-80 max-w-[calc(100vw-5rem)] py-1.5" />
        </MenuItem>
      ))}
    </Menu>
  );
}

function ModelLines({ model, className }: { model: ModelInfo; className: string }) {
  return (
    <span className={`block ${className}`}>
      <span className="flex items-center gap-2">
        <span className="truncate font-medium">{model.name}</span>
        <ModelBadge model={model} />
      </span>
      <ModelFigures facts={model.facts} />
      <span className="block text-ink-muted text-xs leading-relaxed">{model.description}</span>
      <span className="block truncate font-mono text-[11px] text-ink-muted">{model.id}</span>
    </span>
  );
}

function ModelBadge({ model }: { model: ModelInfo }) {
  if (model.provider === "vitrine") return <Badge tone="accent">Offline engine</Badge>;
  return model.ready ? <Badge tone="success">Ready</Badge> : <Badge>Needs key</Badge>;
}
