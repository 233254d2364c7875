"use client";

import "@/components/playground/without-eval";
import { LazyGenUI } from "@/components/playground/lazy-gen-ui";
import { useShownTheme } from "@/components/shell/theme";

const nothing = () => {};

/** An answer to look at: nobody is signed in who could ask on. */
export function LandingAnswer({ answer }: { answer: string }) {
  const theme = useShownTheme();
  return <LazyGenUI response={answer} isStreaming={false} theme={theme} onAction={nothing} onState={nothing} />;
}
