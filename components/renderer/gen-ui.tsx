"use client";

import "@crayonai/react-ui/styles/index.css";
import { C1Component, ThemeProvider } from "@thesysai/genui-sdk";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { ActContext } from "./drawn/act";
import { markMissingPictures } from "./drawn/missing-pictures";
import { repairLooks } from "./drawn/repair-looks";
import { NumberLocaleContext, numberLocaleOf } from "./drawn/number-text";
import { writeSliderEnds } from "./drawn/slider-ends";
import "./gen-ui.css";
import "./gen-ui-controls.css";
import "./gen-ui-text.css";
import { OWN_DRAWINGS, withOwnDrawings } from "./gen-ui-drawings";
import type { GenUIAction, GenUIProps } from "./gen-ui-props";
import { DARK_THEME, LIGHT_THEME } from "./gen-ui-theme";
import { guardWindowOpen, isOpenable } from "./open-url";
import { inOwnTask } from "./in-own-task";
import "./random-uuid";
import { formContextOf, withoutCustomMarkdown } from "./renderable";
import { repairAccessibility } from "./repair-accessibility";
import { useBlankReport } from "./use-blank-report";

// Charts take their palette from `theme` in either mode.
const THEMES = { light: LIGHT_THEME, dark: DARK_THEME };

/** Addresses are opened here, as the renderer opens those of its own buttons; anything else is the playground's matter. */
function handOn(action: GenUIAction, onAction: GenUIProps["onAction"]): void {
  if (action.type !== "open_url") return onAction(action);
  const url = action.params?.url;
  if (isOpenable(url, window.location.href)) window.open(String(url), "_blank", "noopener,noreferrer");
}

/**
 * The one module that knows the proprietary renderer; `openui/` draws the same answers without it. It weighs over a megabyte,
 * so it is reached through `lazy-gen-ui` only.
 */
export default function GenUI({ response, isStreaming, theme, onAction, onState, onError }: GenUIProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => withOwnDrawings(withoutCustomMarkdown(response)), [response]);
  const locale = useMemo(() => numberLocaleOf(response), [response]);
  const act = useMemo(() => ({ isStreaming, onAction: (action: GenUIAction) => handOn(action, onAction) }), [isStreaming, onAction]);
  const onUpdate = useCallback(
    (message: string) => {
      const formContext = formContextOf(message);
      if (formContext !== null) onState(formContext);
    },
    [onState],
  );

  useEffect(() => {
    guardWindowOpen(window);
    const element = host.current;
    if (!element) return undefined;
    const stops = [inOwnTask(() => repairAccessibility(element)), repairLooks(element), markMissingPictures(element)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  useEffect(() => (host.current ? writeSliderEnds(host.current, locale) : undefined), [locale]);

  useBlankReport(host, isStreaming, onError);

  return (
    <div ref={host} className="gen-ui">
      <ThemeProvider mode={theme} theme={THEMES[theme]} darkTheme={DARK_THEME}>
        <ActContext value={act}>
          <NumberLocaleContext value={locale}>
            <C1Component
              c1Response={shown}
              isStreaming={isStreaming}
              customComponents={OWN_DRAWINGS}
              onAction={(event) => onAction(event)}
              updateMessage={onUpdate}
              onError={() => {
                // While streaming, what cannot be read yet may be readable with the next piece.
                if (!isStreaming) onError();
              }}
            />
          </NumberLocaleContext>
        </ActContext>
      </ThemeProvider>
    </div>
  );
}
