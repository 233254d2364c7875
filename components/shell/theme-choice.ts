export type Theme = "light" | "dark" | "system";

/** Read by the server, so that the first paint already has the right theme without an inline script. */
export const THEME_COOKIE = "vitrine-theme";

export function toTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
