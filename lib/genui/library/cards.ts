import { z } from "zod/v4";
import { Button } from "./buttons";
import { AreaChart, BarChart, LineChart } from "./charts";
import { EntityList, Icon, Image, List, Tag, TagBlock } from "./content";
import { action, anyOf, define, type LibraryComponent, optionalText, text } from "./parts";

const bold = z.boolean().default(false);
const direction = z.enum(["horizontal", "vertical"]).default("horizontal");
const trend = z
  .object({ direction: z.enum(["up", "down"]), value: z.number() })
  .optional()
  .describe("Which way, and by how many percent.");
const words = {
  variant: z.enum(["text", "number"]).default("text"),
  value: text,
  subtext: optionalText,
  subtextVariant: z.enum(["text", "number", "metric"]).default("text"),
  size: z.enum(["xs", "sm", "md", "lg"]).default("sm"),
};

export const Text = define(
  "Text",
  words,
  "A value with a line below it, inside a card.",
  'Text("number", "840", "milliseconds", "text", "md")',
);
export const BoldText = define("BoldText", words, "As Text, in bold.", 'BoldText("text", "Paris", "France", "text", "md")');
export const IconText = define(
  "IconText",
  {
    icon: Icon.props,
    iconVariant: z.enum(["neutral", "info", "success", "warning", "danger", "inverted", "filled", "soft"]).default("neutral"),
    iconSize: z.enum(["xs", "s", "m", "l", "xl", "sm", "md", "lg"]).default("m"),
    title: text,
    subtitle: optionalText,
    bold,
    layout: direction,
  },
  "An icon with title and subtitle.",
  'IconText(Icon("timer"), "info", "m", "Latency", "95th percentile", true, "horizontal")',
);
export const ImageText = define(
  "ImageText",
  { src: optionalText, alt: optionalText, title: text, subtitle: optionalText, bold, layout: direction, imageSize: z.number().optional() },
  "A small picture with title and subtitle.",
  'ImageText("/components/pictures/oak.svg", "An oak", "Oak", "Quercus", true, "horizontal")',
);
export const ImageTextLarge = define(
  "ImageTextLarge",
  { src: optionalText, alt: optionalText, title: text, subtitle: optionalText, bold },
  "A large picture with title and subtitle.",
  'ImageTextLarge("/components/pictures/oak.svg", "An oak", "Oak", "Quercus", true)',
);
export const MetricIndicatorInline = define(
  "MetricIndicatorInline",
  { value: text, subtext: optionalText, trend },
  "A figure and how it moved, in percent. A fall is always drawn red.",
  'MetricIndicatorInline("12,480", "vs last week", {direction: "up", value: 8.4})',
);
export const MetricIndicatorWithStrikethrough = define(
  "MetricIndicatorWithStrikethrough",
  { value: text, subtext: optionalText, previousValue: optionalText.describe("The figure that is struck through."), trend },
  "A figure beside the one it replaced.",
  'MetricIndicatorWithStrikethrough("€ 15", "a month", "€ 20")',
);

function block(
  name: string,
  item: LibraryComponent,
  description: string,
  layouts: [string, ...string[]] = ["grid", "carousel"],
): LibraryComponent {
  return define(
    name,
    {
      items: z.array(item.props),
      layout: z.enum(layouts).default("grid"),
      responsive: z.boolean().default(true).describe("Whether cards move below each other where there is no room."),
      action: action.optional(),
      gap: z.union([z.number(), z.string()]).optional().describe("The space between cards."),
    },
    description,
    `${name}([${item.example}], "grid", true)`,
  );
}

export const OverviewCardItem = define(
  "OverviewCardItem",
  { id: optionalText, top: anyOf([IconText, ImageText, Text]), bottom: MetricIndicatorInline.props.optional() },
  "A figure of a dashboard.",
  'OverviewCardItem("visits", IconText(Icon("activity"), "info", "m", "Visits", "Today", true, "horizontal"), MetricIndicatorInline("1,204"))',
);
export const OverviewCardBlock = block("OverviewCardBlock", OverviewCardItem, "The key figures of a dashboard.");
export const ContextCardItem = define(
  "ContextCardItem",
  {
    id: optionalText,
    title: z.union([z.string(), Tag.props]),
    body: optionalText,
    bgColor: z.enum(["gray"]).optional(),
    bgImageSrc: optionalText,
    bgImageAlt: optionalText,
  },
  "A card of title and text.",
  'ContextCardItem("vat", "VAT", "Included in every price.")',
);
export const ContextCardBlock = block("ContextCardBlock", ContextCardItem, "Short pieces of background side by side.");
export const CompositeCardItem = define(
  "CompositeCardItem",
  {
    id: optionalText,
    header: anyOf([IconText, ImageText, ImageTextLarge, Text, Image]).optional(),
    body: z
      .array(anyOf([Text, BoldText, MetricIndicatorInline, IconText, Image, AreaChart, BarChart, LineChart, List, TagBlock, EntityList]))
      .default([]),
    footer: z.object({ price: anyOf([BoldText, MetricIndicatorWithStrikethrough]).optional(), button: Button.props.optional() }).optional(),
  },
  "A rich card: a product, a place, an offer.",
  'CompositeCardItem("a", Text("text", "Basic", null, "text", "md"), [Text("text", "For one person", null, "text", "sm")], {price: BoldText("text", "€ 5", null, "text", "md"), button: Button("Choose Basic", {type: "continue_conversation"})})',
);
export const CompositeCardBlock = block("CompositeCardBlock", CompositeCardItem, "Things to compare or choose from.");
export const SnippetCardItem = define(
  "SnippetCardItem",
  { id: optionalText, lhs: anyOf([IconText, ImageText]), rhs: anyOf([Text, BoldText]).optional() },
  "A line with something on the left and a value on the right.",
  'SnippetCardItem("fra", IconText(Icon("map-pin"), "neutral", "m", "Paris", "France", false, "horizontal"), Text("number", "2.1 m", null, "text", "sm"))',
);
export const SnippetCardBlock = block("SnippetCardBlock", SnippetCardItem, "Compact lines of facts.", ["grid"]);
export const VisualCardItem = define(
  "VisualCardItem",
  { body: BoldText.props, id: optionalText, bgImageSrc: optionalText, tag: Tag.props.optional(), bgImageAlt: optionalText },
  "A card over a picture.",
  'VisualCardItem(BoldText("text", "Lisbon", "Portugal", "text", "md"), "lis", "/components/pictures/coast.svg")',
);
export const VisualCardBlock = block("VisualCardBlock", VisualCardItem, "Cards that live from their pictures.");

export const CARD_BLOCKS = [ContextCardBlock, CompositeCardBlock, OverviewCardBlock, SnippetCardBlock, VisualCardBlock];
export const CARDS = [
  ...CARD_BLOCKS,
  OverviewCardItem,
  ContextCardItem,
  CompositeCardItem,
  SnippetCardItem,
  VisualCardItem,
  IconText,
  ImageText,
  ImageTextLarge,
  Text,
  BoldText,
  MetricIndicatorInline,
  MetricIndicatorWithStrikethrough,
];
