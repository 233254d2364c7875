"use client";

import "@openuidev/react-ui/components.css";
import "@openuidev/react-ui/defaults.css";
import { type ActionEvent, BuiltinActionType, Renderer } from "@openuidev/react-lang";
import { ThemeProvider } from "@openuidev/react-ui";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { escape } from "@/lib/genui/read/envelope";
import { NumberLocaleContext, numberLocaleOf } from "../drawn/number-text";
import { writeSliderEnds } from "../drawn/slider-ends";
import "../gen-ui.css";
import "../gen-ui-controls.css";
import "../gen-ui-text.css";
import type { GenUIProps } from "../gen-ui-props";
import { isOpenable } from "../open-url";
import "../random-uuid";
import { inOwnTask } from "../in-own-task";
import { repairAccessibility } from "../repair-accessibility";
import { readThinkItems } from "../think-items";
import { useBlankReport } from "../use-blank-report";
import { formsOf } from "./forms";
import { openUiLibrary } from "./library";
import { programOf } from "./program";
import { DARK_THEME, LIGHT_THEME } from "./theme";
import { Thinking } from "./thinking";
import { toAction } from "./to-action";
import "./open-ui.css";

/** The renderer made of the MIT packages, in the place of `gen-ui` when `RENDERER=openui`; reached through `lazy-gen-ui` only. */
export default function OpenUI({ response, isStreaming, theme, onAction, onState, onError }: GenUIProps) {
  const host = useRef<HTMLDivElement>(null);
  const { items, rest, isOver } = useMemo(() => readThinkItems(response), [response]);
  const locale = useMemo(() => numberLocaleOf(rest), [rest]);
  const program = useMemo(() => programOf(rest), [rest]);
  const forms = useMemo(() => formsOf(response), [response]);
  const act = useCallback(
    (event: ActionEvent) => {
      const { url } = event.params;
      if (event.type !== BuiltinActionType.OpenUrl) onAction(toAction(event));
      // The server has removed dangerous addresses already, and this is the second wall.
      else if (typeof url === "string" && isOpenable(url, window.location.href)) window.open(url, "_blank", "noopener,noreferrer");
    },
    [onAction],
  );
  const keep = useCallback(
    (state: Record<string, unknown>) => {
      const entries = Object.entries(state).filter(([name]) => !name.startsWith("$"));
      if (entries.length > 0) onState(escape(JSON.stringify([Object.fromEntries(entries)])));
    },
    [onState],
  );

  useEffect(() => {
    const element = host.current;
    return element ? inOwnTask(() => repairAccessibility(element)) : undefined;
  }, []);
  useEffect(() => (host.current ? writeSliderEnds(host.current, locale) : undefined), [locale]);
  useBlankReport(host, isStreaming, onError);

  return (
    <div ref={host} className="gen-ui open-ui">
      <ThemeProvider mode={theme} lightTheme={LIGHT_THEME} darkTheme={DARK_THEME} cssSelector=".open-ui">
        <Thinking items={items} isOver={isOver} />
        <NumberLocaleContext value={locale}>
          <Renderer
            response={program}
            library={openUiLibrary}
            isStreaming={isStreaming}
            onAction={act}
            onStateUpdate={keep}
            initialState={forms}
            onError={() => {}}
            publishObservability={false}
          />
        </NumberLocaleContext>
      </ThemeProvider>
    </div>
  );
}
