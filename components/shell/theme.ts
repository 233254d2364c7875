"use client";

import { useSyncExternalStore } from "react";
import { THEME_COOKIE, type Theme, toTheme } from "@/components/shell/theme-choice";

const YEAR_S = 31_536_000;
const listeners = new Set<() => void>();
const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

function subscribe(listener: () => void): () => void {
  const query = dark();
  listeners.add(listener);
  query.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    query.removeEventListener("change", listener);
  };
}

function currentTheme(): Theme {
  return toTheme(document.documentElement.dataset.theme);
}

/** Changes the theme at once and for later visits of this browser. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // The Cookie Store API is missing from browsers that we support.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** The chosen theme; "system" while the server renders. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme, () => "system");
}

/** The theme as shown: the choice, or what the system prefers; "light" while the server renders. */
export function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(subscribe, shownTheme, () => "light");
}

function shownTheme(): "light" | "dark" {
  const theme = currentTheme();
  if (theme !== "system") return theme;
  return dark().matches ? "dark" : "light";
}
