/** Eight hues, each at least 3:1 against its surface. Charts with few series take them from the middle. */
export const LIGHT = ["#8a5a3c", "#b23a6f", "#7a55c7", "#3f5fb5", "#0b6b62", "#c4701a", "#66861d", "#2589a8"];
export const DARK = ["#cfa285", "#ee8fb5", "#b79cf2", "#8fa8f0", "#4fc7b8", "#f0a75a", "#b2cf62", "#6cc3de"];

/** The colours of every kind of chart, under the names that both renderers' themes have for them. */
export const LIGHT_CHARTS = ofEveryKind(LIGHT);
export const DARK_CHARTS = ofEveryKind(DARK);

function ofEveryKind(palette: string[]) {
  return {
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
