"use client";

import { ChevronDown, Download, FileCode, FileText } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useShownTheme } from "@/components/shell/theme";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { type ExportFormat, requestExport } from "./request-export";

interface ExportMenuProps {
  /** The answer as it came. */
  answer: string;
  model: string | null;
}

type State =
  | { is: "idle" }
  | { is: "pending"; format: ExportFormat }
  | { is: "done"; name: string }
  | { is: "failed"; format: ExportFormat; message: string };

const NAMES: Record<ExportFormat, string> = { pdf: "PDF", html: "HTML file" };

/** Saves an answer as a file, and says how that goes. */
export function ExportMenu({ answer, model }: ExportMenuProps) {
  const { state, start } = useExport(answer, model);
  const isPending = state.is === "pending";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3">
        <Menu
          label="Export"
          align="start"
          variant="secondary"
          trigger={
            <>
              <Download aria-hidden="true" className="size-3.5" />
              Export
              <ChevronDown aria-hidden="true" className="size-3.5 text-ink-muted" />
            </>
          }
        >
          <MenuItem icon={<FileText />} disabled={isPending} onSelect={() => start("pdf")}>
            PDF
          </MenuItem>
          <MenuItem icon={<FileCode />} disabled={isPending} onSelect={() => start("html")}>
            HTML file
          </MenuItem>
        </Menu>
        <p role="status" className="flex min-w-0 items-center gap-2 text-[13px] text-ink-muted">
          {isPending ? <Spinner /> : null}
          {isPending ? `Making the ${NAMES[state.format]}` : null}
          {state.is === "done" ? <span className="min-w-0 break-words">Saved as {state.name}</span> : null}
        </p>
      </div>
      {state.is === "failed" ? (
        <Callout
          tone="danger"
          role="alert"
          title={`The ${NAMES[state.format]} could not be made`}
          actions={
            <Button size="sm" onClick={() => start(state.format)}>
              Try again
            </Button>
          }
        >
          {state.message}
        </Callout>
      ) : null}
    </div>
  );
}

function useExport(content: string, model: string | null): { state: State; start: (format: ExportFormat) => void } {
  const theme = useShownTheme();
  const [state, setState] = useState<State>({ is: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (format: ExportFormat) => {
    const departure = new AbortController();
    running.current = departure;
    setState({ is: "pending", format });
    const outcome = await requestExport({ format, content, model, theme }, departure.signal);
    if (!outcome) return;
    if (outcome.ok) save(outcome.file, outcome.name);
    setState(outcome.ok ? { is: "done", name: outcome.name } : { is: "failed", format, message: outcome.message });
  };
  return { state, start: (format) => void start(format) };
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Not at once: some browsers begin to read only later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
