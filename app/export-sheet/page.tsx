import type { Metadata } from "next";
import { SheetStage } from "@/components/export/sheet-stage";
import { RendererChoice } from "@/components/renderer/renderer-choice";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Export" };

/** What the server's own browser opens to draw an answer for export: the renderer, and nothing that is anyone's. */
export default function ExportSheetPage() {
  return (
    <RendererChoice name={env().RENDERER}>
      <SheetStage />
    </RendererChoice>
  );
}
