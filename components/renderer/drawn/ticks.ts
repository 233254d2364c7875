const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers that an axis shows, from the first to the last of its range. */
export interface Ticks {
  ticks: number[];
  domain: [number, number];
}

/** About `count` round numbers around everything between `min` and `max`; 0 and 1 when there is nothing between them. */
export function roundTicks(min: number, max: number, count = 4): Ticks {
  const [low, high] = max > min ? [min, max] : max === 0 ? [0, 1] : [Math.min(0, max), Math.max(0, max)];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((factor) => factor * power >= rough * 0.999) ?? 10);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const ticks = Array.from({ length: Math.max(1, last - first) + 1 }, (_, index) => cleaned((first + index) * step));
  return { ticks, domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1] };
}

/** Without what adding up leaves behind: 0.30000000000000004 is 0.3. */
function cleaned(value: number): number {
  return Number(value.toPrecision(12));
}
