import type { ReactNode } from "react";
import { RendererChoice } from "@/components/renderer/renderer-choice";
import { env } from "@/lib/env";

export default function ShareLayout({ children }: { children: ReactNode }) {
  return <RendererChoice name={env().RENDERER}>{children}</RendererChoice>;
}
