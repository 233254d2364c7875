"use client";

import "@/components/renderer/without-eval";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { LazyGenUI } from "@/components/renderer/lazy-gen-ui";
import { DRAW, type Draw, type Sheet } from "@/lib/export/sheet";
import { ChartValues } from "./chart-values";
import { freeze } from "./freeze";
import { settled } from "./settled";
import { shrinkWide, widthOf } from "./width";
import "./sheet.css";

const nothing = () => {};

/** Draws whatever sheet `window[DRAW]` is called with, and gives it back as a document. */
export function SheetStage() {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const draw: Draw = async (wanted) => {
      document.documentElement.dataset.theme = wanted.theme;
      document.documentElement.lang = wanted.language;
      flushSync(() => setSheet(wanted));
      const drawn = page.current;
      if (!drawn) throw new Error("nothing was drawn");
      await settled(drawn);
      const widthPx = widthOf(drawn);
      if (widthPx > drawn.clientWidth) {
        // Charts measure the room they have, and are drawn again for more.
        drawn.style.width = `${widthPx}px`;
        await settled(drawn);
      }
      shrinkWide(drawn);
      return { html: await freeze(drawn, wanted), widthPx: drawn.clientWidth };
    };
    Object.assign(window, { [DRAW]: draw });
  }, []);
  if (!sheet) return null;
  const { response, title, subtitle, date, model, theme } = sheet;
  return (
    <main ref={page} className="sheet">
      <header>
        <h1>{title}</h1>
        {subtitle ? <p>{subtitle}</p> : null}
      </header>
      <LazyGenUI response={response} isStreaming={false} theme={theme} onAction={nothing} onState={nothing} />
      <ChartValues answer={response} />
      <footer>
        {model ? `Made with ${model} · ` : ""}
        <time>{date}</time>
      </footer>
    </main>
  );
}
