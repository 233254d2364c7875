"use client";

import "@crayonai/react-ui/styles/index.css";
import { C1Component, ThemeProvider } from "@thesysai/genui-sdk";
import { useCallback, useEffect, useMemo, useRef } from "react";
import "./gen-ui.css";
import type { GenUIProps } from "./gen-ui-props";
import { DARK_THEME, LIGHT_THEME } from "./gen-ui-theme";
import { guardWindowOpen } from "./open-url";
import "./random-uuid";
import { formContextOf, withoutCustomMarkdown } from "./renderable";
import { repairAccessibility } from "./repair-accessibility";
import { useBlankReport } from "./use-blank-report";

// Charts take their palette from `theme` in either mode.
const THEMES = { light: LIGHT_THEME, dark: DARK_THEME };

/**
 * The one module that knows the proprietary renderer; `openui/` draws the same answers without it. It weighs over a megabyte,
 * so it is reached through `lazy-gen-ui` only.
 */
export default function GenUI({ response, isStreaming, theme, onAction, onState, onError }: GenUIProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => withoutCustomMarkdown(response), [response]);
  const onUpdate = useCallback(
    (message: string) => {
      const formContext = formContextOf(message);
      if (formContext !== null) onState(formContext);
    },
    [onState],
  );

  useEffect(() => {
    guardWindowOpen(window);
    return host.current ? repairAccessibility(host.current) : undefined;
  }, []);

  useBlankReport(host, isStreaming, onError);

  return (
    <div ref={host} className="gen-ui">
      <ThemeProvider mode={theme} theme={THEMES[theme]} darkTheme={DARK_THEME}>
        <C1Component
          c1Response={shown}
          isStreaming={isStreaming}
          onAction={(event) => onAction(event)}
          updateMessage={onUpdate}
          onError={() => {
            // While streaming, what cannot be read yet may be readable with the next piece.
            if (!isStreaming) onError();
          }}
        />
      </ThemeProvider>
    </div>
  );
}
