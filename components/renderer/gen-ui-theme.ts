import type { ThemeProviderProps } from "@thesysai/genui-sdk";
import { DARK_CHARTS, LIGHT_CHARTS } from "./chart-palette";

type Theme = NonNullable<ThemeProviderProps["theme"]>;

/**
 * The renderer's tokens in terms of ours. The values are variables, so one map serves both themes;
 * the muted text that comes with the renderer (about 3.9:1 on white) is replaced by ours (at least 4.5:1 everywhere).
 */
const TOKENS: Theme = {
  backgroundFills: "var(--surface)",
  containerFills: "var(--surface)",
  overlayFills: "var(--backdrop)",
  sunkFills: "var(--sunken)",
  sunkBgFills: "var(--sunken)",
  elevatedFills: "var(--raised)",
  invertedFills: "var(--ink)",
  highlightSubtle: "var(--sunken)",
  highlightStrong: "var(--hover)",
  strokeDefault: "var(--line)",
  strokeEmphasis: "var(--line-strong)",
  strokeInteractiveEl: "var(--control)",
  strokeInteractiveElSelected: "var(--accent)",
  strokeAccent: "var(--accent)",
  strokeAccentEmphasis: "var(--accent)",
  primaryText: "var(--ink)",
  secondaryText: "var(--ink-muted)",
  disabledText: "var(--ink-muted)",
  linkText: "var(--accent)",
  accentPrimaryText: "var(--canvas)",
  accentSecondaryText: "var(--canvas)",
  accentDisabledText: "var(--ink-muted)",
  interactiveDefault: "var(--surface)",
  interactiveHover: "var(--sunken)",
  interactivePressed: "var(--hover)",
  interactiveDisabled: "var(--sunken)",
  interactiveAccent: "var(--ink)",
  interactiveAccentHover: "var(--ink-hover)",
  interactiveAccentPressed: "var(--ink-hover)",
  interactiveAccentDisabled: "var(--hover)",
  successFills: "var(--success-soft)",
  successPrimaryText: "var(--success)",
  alertFills: "var(--warning-soft)",
  alertPrimaryText: "var(--warning)",
  dangerFills: "var(--danger-soft)",
  dangerPrimaryText: "var(--danger)",
  interactiveDestructiveAccent: "var(--danger-solid)",
  interactiveDestructiveAccentHover: "var(--danger-solid-hover)",
  interactiveDestructiveAccentPressed: "var(--danger-solid-hover)",
  infoFills: "var(--accent-soft)",
  infoPrimaryText: "var(--accent)",
  // Not "transparent": lists, calendars, tooltips, knobs and thumbs take their ground from these two.
  chatContainerBg: "var(--raised)",
  chatAssistantResponseBg: "var(--raised)",
  chatAssistantResponseText: "var(--ink)",
};

export const LIGHT_THEME: Theme = { ...TOKENS, ...LIGHT_CHARTS };
export const DARK_THEME: Theme = { ...TOKENS, ...DARK_CHARTS };
