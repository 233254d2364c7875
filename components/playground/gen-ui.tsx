"use client";

import "@crayonai/react-ui/styles/index.css";
import { C1Component, ThemeProvider } from "@thesysai/genui-sdk";
import { useCallback, useEffect, useMemo, useRef } from "react";
import "./gen-ui.css";
import { DARK_THEME, LIGHT_THEME } from "./gen-ui-theme";
import { guardWindowOpen } from "./open-url";
import { formContextOf, withoutCustomMarkdown } from "./renderable";
import { repairAccessibility } from "./repair-accessibility";

// Charts take their palette from `theme` in either mode.
const THEMES = { light: LIGHT_THEME, dark: DARK_THEME };

export interface GenUIAction {
  type?: string;
  params?: Record<string, unknown>;
  humanFriendlyMessage: string;
  llmFriendlyMessage: string;
}

export interface GenUIProps {
  /** The answer as it came: the `<content>` element, whole or any beginning of it, and perhaps `<context>` after it. */
  response: string;
  isStreaming: boolean;
  theme: "light" | "dark";
  onAction: (action: GenUIAction) => void;
  /** What the forms hold, as the escaped inside of the `<context>` element; called often. */
  onState: (formContext: string) => void;
  /** The renderer can show nothing of this answer. */
  onError: () => void;
}

/**
 * The one module that knows the renderer: replace this file to render with another. It weighs over a megabyte,
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

  useEffect(() => {
    if (isStreaming) return;
    // Some faults leave the renderer silently blank; it reports nothing then, so the result itself is looked at.
    const timer = setTimeout(() => host.current && isBlank(host.current) && onError(), 500);
    return () => clearTimeout(timer);
  }, [isStreaming, onError]);

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

function isBlank(element: HTMLElement): boolean {
  return element.innerText.trim() === "" && element.querySelector("svg, img, input, button, canvas") === null;
}
