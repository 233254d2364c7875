import { dollarsInWords, durationInWords } from "@/components/ui/amounts";

const WHOLE = new Intl.NumberFormat("en");
const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** Returns a count in full up to 99,999 ("12,345"), above that in short ("1.2M"). */
export function formatCount(count: number): string {
  return count < 100_000 ? WHOLE.format(count) : SHORT.format(count);
}

/** Returns a duration in words; a dash for null. */
export function formatDuration(ms: number | null): string {
  return ms === null ? "–" : durationInWords(ms);
}

/** Returns millionths of a US dollar as money; a dash for null. */
export function formatMoney(micros: number | null): string {
  return micros === null ? "–" : dollarsInWords(micros / 1_000_000);
}

/** Returns a share in percent ("0.4 %"), or a dash where there is nothing to have a share of. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = (part / whole) * 100;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

const HOUR = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});
const DAY_MS = 86_400_000;

/** Returns the name of a bar of this width, in UTC: its day, its day and hour, or its hour and minute. */
export function formatBucket(at: Date, bucketMs: number): string {
  if (bucketMs >= DAY_MS) return DAY.format(at);
  return bucketMs > 3_600_000 ? `${DAY.format(at)}, ${HOUR.format(at)}` : HOUR.format(at);
}

/** Returns a moment to the second, in UTC: "20 Nov, 15:30:02". */
export function formatMoment(at: Date): string {
  return MOMENT.format(at);
}

const SECOND = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "UTC" });

/** Returns a stretch of time in UTC, as short as it is told from others: "20 Nov, 15:00–16:00", "20 Nov", "20 Nov–27 Nov". */
export function formatSpan(startMs: number, endMs: number): string {
  const lengthMs = endMs - startMs;
  const [start, end] = [new Date(startMs), new Date(endMs)];
  if (startMs % DAY_MS === 0 && endMs % DAY_MS === 0) {
    const last = new Date(endMs - 1);
    return DAY.format(start) === DAY.format(last) ? DAY.format(start) : `${DAY.format(start)}–${DAY.format(last)}`;
  }
  const clock = lengthMs < 60_000 ? SECOND : HOUR;
  const ending = DAY.format(start) === DAY.format(end) ? "" : `${DAY.format(end)}, `;
  return `${DAY.format(start)}, ${clock.format(start)}–${ending}${clock.format(end)}`;
}
