"use client";

import "@/components/renderer/without-eval";
import { LazyGenUI } from "@/components/renderer/lazy-gen-ui";
import { useShownTheme } from "@/components/shell/theme";

const nothing = () => {};

/** An answer to look at: nobody is signed in who could ask on. */
export function LandingAnswer({ answer }: { answer: string }) {
  const theme = useShownTheme();
  return <LazyGenUI response={answer} isStreaming={false} theme={theme} onAction={nothing} onState={nothing} />;
}
