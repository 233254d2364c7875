"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { placePopover } from "@/components/ui/place-popover";
import { PopoverButton } from "@/components/ui/popover-button";
import type { ModelInfo } from "@/lib/upstream/models";
import { findModels } from "./find-models";

interface ModelSearchProps {
  /** The accessible name of the trigger. */
  label: string;
  trigger: ReactNode;
  triggerClassName: string;
  models: ModelInfo[];
  value: string;
  onChange: (id: string) => void;
  renderModel: (model: ModelInfo) => ReactNode;
}

/** The choice among many models: typing narrows them down, arrows move, Enter takes one. */
export function ModelSearch({ label, trigger, triggerClassName, models, value, onChange, renderModel }: ModelSearchProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const choose = (model: ModelInfo) => {
    onChange(model.id);
    panel.current?.hidePopover();
  };
  return (
    <>
      <PopoverButton ref={button} label={label} opens="dialog" isOpen={open} popoverTarget={id} className={triggerClassName}>
        {trigger}
      </PopoverButton>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Choose a model"
        onToggle={(event) => {
          setOpen(event.newState === "open");
          if (event.newState === "open" && panel.current && button.current) placePopover(panel.current, button.current, "end");
        }}
        className="menu m-0 w-96 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line bg-raised text-ink text-sm shadow-menu"
      >
        {open ? <Choices {...{ models, value, choose, renderModel }} /> : null}
      </div>
    </>
  );
}

interface ChoicesProps extends Pick<ModelSearchProps, "models" | "value" | "renderModel"> {
  choose: (model: ModelInfo) => void;
}

function Choices({ models, value, choose, renderModel }: ChoicesProps) {
  const id = useId();
  const { search, setSearch, found, at, onKeyDown } = useChoices(models, value, choose);
  useEffect(() => {
    // Nothing is returned: newer browsers give a promise, which React would take for a cleanup.
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);
  return (
    <>
      <SearchField listId={`${id}-list`} activeId={found[at] && `${id}-${at}`} search={search} onSearch={setSearch} onKeyDown={onKeyDown} />
      <p role="status" className={classNames("px-3 text-[13px] text-ink-muted", found.length > 0 ? "sr-only" : "py-2.5")}>
        {found.length > 0 ? `${found.length} ${found.length === 1 ? "model" : "models"}` : "No model has that in its name."}
      </p>
      <div role="listbox" id={`${id}-list`} aria-label="Models" className={found.length > 0 ? "p-1" : "hidden"}>
        {found.map((model, index) => (
          // The keys are the field's: options are never focused themselves.
          <div
            key={model.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={model.id === value}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(model)}
            onKeyDown={onKeyDown}
            className={classNames("cursor-pointer rounded-[6px] px-2.5 text-[13px]", index === at ? "bg-hover" : "hover:bg-hover")}
          >
            {renderModel(model)}
          </div>
        ))}
      </div>
    </>
  );
}

/** What is found, and which of it Enter takes: at first the model in use. */
function useChoices(models: ModelInfo[], value: string, choose: (model: ModelInfo) => void) {
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(() => Math.max(0, models.map(({ id }) => id).indexOf(value)));
  const found = findModels(models, search);
  const active = found[at];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (step !== undefined && found.length > 0) setAt((at + step + found.length) % found.length);
    if (event.key === "Enter" && active) choose(active);
  };
  const onSearch = (text: string) => {
    setSearch(text);
    setAt(0);
  };
  return { search, setSearch: onSearch, found, at, onKeyDown };
}

interface SearchFieldProps {
  listId: string;
  /** The option that Enter would take. */
  activeId: string | undefined;
  search: string;
  onSearch: (search: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function SearchField({ listId, activeId, search, onSearch, onKeyDown }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  return (
    <div className="sticky top-0 z-10 border-line border-b bg-raised p-1.5">
      <Search aria-hidden="true" className="absolute top-4 left-4 size-3.5 text-ink-muted pointer-coarse:top-5.5" />
      <input
        ref={input}
        role="combobox"
        aria-label="Search models"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        placeholder="Search"
        value={search}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-8.5 w-full rounded-control border border-control bg-surface pr-2 pl-8 text-[13px] text-ink placeholder:text-ink-muted pointer-coarse:h-11 pointer-coarse:text-base"
      />
    </div>
  );
}
