"use client";

import { createContext, type ReactNode, useContext } from "react";

/** Which renderer draws answers: the package of the C1 format, or ours on the MIT packages. */
export type RendererName = "thesys" | "openui";

const Choice = createContext<RendererName>("thesys");

/** Makes the server's setting known to the pages below. */
export function RendererChoice({ name, children }: { name: RendererName; children: ReactNode }) {
  return <Choice value={name}>{children}</Choice>;
}

export function useRendererName(): RendererName {
  return useContext(Choice);
}
