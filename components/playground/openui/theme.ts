import type { ColorTheme } from "@openuidev/react-ui";
import { DARK_CHART, LIGHT_CHART } from "../chart-palette";

/** The renderer's tokens in terms of ours. The values are variables, so one map serves both themes. */
const TOKENS: ColorTheme = {
  background: "var(--surface)",
  foreground: "var(--surface)",
  popoverBackground: "var(--raised)",
  sunkLight: "var(--sunken)",
  sunk: "var(--sunken)",
  sunkDeep: "var(--hover)",
  elevatedLight: "var(--surface)",
  elevated: "var(--raised)",
  elevatedStrong: "var(--hover)",
  elevatedIntense: "var(--line-strong)",
  overlay: "var(--backdrop)",
  highlightSubtle: "var(--sunken)",
  highlight: "var(--hover)",
  highlightStrong: "var(--hover)",
  highlightIntense: "var(--line-strong)",
  invertedBackground: "var(--ink)",
  infoBackground: "var(--accent-soft)",
  successBackground: "var(--success-soft)",
  alertBackground: "var(--warning-soft)",
  dangerBackground: "var(--danger-soft)",
  textNeutralPrimary: "var(--ink)",
  textNeutralSecondary: "var(--ink-muted)",
  textNeutralTertiary: "var(--ink-muted)",
  textNeutralLink: "var(--accent)",
  textBrand: "var(--accent)",
  textAccentPrimary: "var(--canvas)",
  textAccentSecondary: "var(--canvas)",
  textAccentTertiary: "var(--canvas)",
  textSuccessPrimary: "var(--success)",
  textAlertPrimary: "var(--warning)",
  textDangerPrimary: "var(--danger)",
  textDangerSecondary: "var(--danger)",
  textDangerTertiary: "var(--danger)",
  textDangerInvertedPrimary: "#ffffff",
  textDangerInvertedSecondary: "#ffffff",
  textDangerInvertedTertiary: "#ffffff",
  textInfoPrimary: "var(--accent)",
  interactiveAccentDefault: "var(--ink)",
  interactiveAccentHover: "var(--ink-hover)",
  interactiveAccentPressed: "var(--ink-hover)",
  interactiveAccentDisabled: "var(--hover)",
  interactiveDestructiveAccentDefault: "var(--danger-solid)",
  interactiveDestructiveAccentHover: "var(--danger-solid-hover)",
  interactiveDestructiveAccentPressed: "var(--danger-solid-hover)",
  borderDefault: "var(--line)",
  borderInteractive: "var(--control)",
  borderInteractiveEmphasis: "var(--control)",
  borderInteractiveSelected: "var(--accent)",
  borderAccent: "var(--accent)",
  borderAccentEmphasis: "var(--accent)",
};

function withPalette(palette: string[]): ColorTheme {
  return {
    ...TOKENS,
    defaultChartPalette: palette,
    barChartPalette: palette,
    lineChartPalette: palette,
    areaChartPalette: palette,
    pieChartPalette: palette,
    radarChartPalette: palette,
    radialChartPalette: palette,
    horizontalBarChartPalette: palette,
  };
}

export const LIGHT_THEME = withPalette(LIGHT_CHART);
export const DARK_THEME = withPalette(DARK_CHART);
