import { TrendingDown, TrendingUp } from "lucide-react";
import { createContext, useContext } from "react";
import { toneOf } from "../drawn/trend-tone";
import { type Drawings, type Fields, fieldsOf, numberOf, textOf } from "./drawing";
import { iconOf } from "./icon";
import { Picture } from "./picture";

const SIZES: Record<string, string> = { xs: "text-[13px]", sm: "text-sm", md: "text-lg", lg: "text-2xl" };
const ICONS: Record<string, string> = {
  neutral: "bg-sunken text-ink-soft",
  soft: "bg-sunken text-ink-soft",
  info: "bg-accent-soft text-accent",
  success: "bg-success-soft text-success",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
  inverted: "bg-ink text-canvas",
  filled: "bg-ink text-canvas",
};

function Words({ props, isBold }: { props: Fields; isBold: boolean }) {
  const weight = isBold ? "font-semibold" : "font-normal";
  return (
    <div className="min-w-0">
      <p className={`${SIZES[textOf(props.size)] ?? "text-sm"} ${weight} text-ink ${props.variant === "number" ? "tabular-nums" : ""}`}>
        {textOf(props.value)}
      </p>
      {textOf(props.subtext) ? <p className="text-[13px] text-ink-muted">{textOf(props.subtext)}</p> : null}
    </div>
  );
}

function Titled({ props, isLarge = false }: { props: Fields; isLarge?: boolean }) {
  const weight = props.bold === true ? "font-semibold" : "font-medium";
  return (
    <div className="min-w-0">
      <p className={`${isLarge ? "text-base" : "text-sm"} ${weight} text-ink`}>{textOf(props.title)}</p>
      {textOf(props.subtitle) ? <p className="text-[13px] text-ink-muted">{textOf(props.subtitle)}</p> : null}
    </div>
  );
}

/** What a card is about, for the figures in it. */
export const CardWords = createContext("");
const TONES = { good: "text-success", bad: "text-danger", neutral: "text-ink-soft" };

/** How a figure moved, in percent: green when that is good for what it measures, red when it is bad. */
function Trend({ trend }: { trend: unknown }) {
  const words = useContext(CardWords);
  const { direction, value } = fieldsOf(trend);
  const percent = numberOf(value);
  if (percent === undefined) return null;
  const isDown = direction === "down";
  const tone = toneOf(words, isDown ? "down" : "up");
  const Arrow = isDown ? TrendingDown : TrendingUp;
  return (
    <span data-tone={tone} className={`inline-flex items-center gap-1 text-[13px] ${TONES[tone]}`}>
      <Arrow aria-hidden="true" className="size-4" />
      <span className="sr-only">{isDown ? "down" : "up"} </span>
      {percent}%
    </span>
  );
}

function Metric({ props }: { props: Fields }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <span className="font-semibold text-ink text-lg tabular-nums">{textOf(props.value)}</span>
      {textOf(props.previousValue) ? <s className="text-ink-muted text-sm tabular-nums">{textOf(props.previousValue)}</s> : null}
      <Trend trend={props.trend} />
      {textOf(props.subtext) ? <span className="text-[13px] text-ink-muted">{textOf(props.subtext)}</span> : null}
    </div>
  );
}

function directionOf(props: Fields): string {
  return props.layout === "vertical" ? "flex flex-col gap-2" : "flex items-center gap-3";
}

/** What cards are made of. */
export const CARD_PARTS: Drawings = {
  Text: ({ props }) => <Words props={props} isBold={false} />,
  BoldText: ({ props }) => <Words props={props} isBold />,
  IconText: ({ props }) => (
    <div className={directionOf(props)}>
      <span className={`grid size-9 shrink-0 place-items-center rounded-control ${ICONS[textOf(props.iconVariant)] ?? ICONS.neutral}`}>
        {iconOf(props.icon, "size-4.5")}
      </span>
      <Titled props={props} />
    </div>
  ),
  ImageText: ({ props }) => (
    <div className={directionOf(props)}>
      <Picture src={textOf(props.src)} alt={textOf(props.alt)} isSmall className="size-10 shrink-0 rounded-control object-cover" />
      <Titled props={props} />
    </div>
  ),
  ImageTextLarge: ({ props }) => (
    <div className="flex flex-col gap-2">
      <Picture src={textOf(props.src)} alt={textOf(props.alt)} className="aspect-[3/2] max-h-56 w-full rounded-control object-cover" />
      <Titled props={props} isLarge />
    </div>
  ),
  MetricIndicatorInline: ({ props }) => <Metric props={props} />,
  MetricIndicatorWithStrikethrough: ({ props }) => <Metric props={props} />,
};
