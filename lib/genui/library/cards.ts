import { z } from "zod/v4";
import { Button } from "./buttons";
import { AreaChart, BarChart, LineChart } from "./charts";
import { EntityList, Icon, Image, List, Tag, TagBlock } from "./content";
import { members, named, part, picture, words } from "./markdown-parts";
import { block, bullets, dashed, heading, stack, strong } from "./markdown-text";
import { action, anyOf, define, type LibraryComponent, optionalText, text } from "./parts";
import type { Props, ToMarkdown } from "./sheet";

const bold = z.boolean().default(false);
const direction = z.enum(["horizontal", "vertical"]).default("horizontal");
const trend = z
  .object({ direction: z.enum(["up", "down"]), value: z.number() })
  .optional()
  .describe("Which way, and by how many percent.");
const valued = {
  variant: z.enum(["text", "number"]).default("text"),
  value: text,
  subtext: optionalText,
  subtextVariant: z.enum(["text", "number", "metric"]).default("text"),
  size: z.enum(["xs", "sm", "md", "lg"]).default("sm"),
};

const titled: ToMarkdown = (props) => dashed([strong(named(props.title)), named(props.subtitle)]);
const picturedTitle: ToMarkdown = (props, sheet) => dashed([titled(props, sheet), picture(props.alt, props.src)]);
const struck = (previous: string): string => previous && `~~${previous.replaceAll("~", "")}~~`;

function trendOf({ trend }: Props): string {
  const { direction, value } = members(trend);
  return typeof value === "number" ? `${direction === "down" ? "down" : "up"} ${value}%` : "";
}

export const Text = define(
  "Text",
  valued,
  "A value with a line below it, inside a card.",
  'Text("number", "840", "milliseconds", "text", "md")',
  (props) => dashed([named(props.value), named(props.subtext)]),
  {
    frame: 'OverviewCardBlock([OverviewCardItem("latency", …)], "grid", true)',
    isPart: true,
    isValueRead: true,
    standIns: { BoldText: { variant: "variant", value: "value", subtext: "subtext", subtextVariant: "subtextVariant", size: "size" } },
  },
);
export const BoldText = define(
  "BoldText",
  valued,
  "As Text, in bold.",
  'BoldText("text", "Paris", "France", "text", "md")',
  (props) => dashed([strong(named(props.value)), named(props.subtext)]),
  {
    frame: 'CompositeCardBlock([CompositeCardItem("paris", null, […])], "grid", true)',
    isPart: true,
    isValueRead: true,
    standIns: { Text: { variant: "variant", value: "value", subtext: "subtext", subtextVariant: "subtextVariant", size: "size" } },
  },
);
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
  titled,
  { frame: 'OverviewCardBlock([OverviewCardItem("latency", …)], "grid", true)', isPart: true, fillers: { icon: "dot" } },
);
export const ImageText = define(
  "ImageText",
  { src: optionalText, alt: optionalText, title: text, subtitle: optionalText, bold, layout: direction, imageSize: z.number().optional() },
  "A small picture with title and subtitle.",
  'ImageText("/components/pictures/oak.svg", "An oak", "Oak", "Quercus", true, "horizontal")',
  picturedTitle,
  { frame: 'OverviewCardBlock([OverviewCardItem("oak", …)], "grid", true)', isPart: true, fillers: { title: "words-of-picture" } },
);
export const ImageTextLarge = define(
  "ImageTextLarge",
  { src: optionalText, alt: optionalText, title: text, subtitle: optionalText, bold },
  "A large picture with title and subtitle.",
  'ImageTextLarge("/components/pictures/oak.svg", "An oak", "Oak", "Quercus", true)',
  picturedTitle,
  { frame: 'CompositeCardBlock([CompositeCardItem("oak", …)], "grid", true)', isPart: true, fillers: { title: "words-of-picture" } },
);
export const MetricIndicatorInline = define(
  "MetricIndicatorInline",
  { value: text, subtext: optionalText, trend },
  "A figure and how it moved, in percent. A fall is always drawn red.",
  'MetricIndicatorInline("12,480", "vs last week", {direction: "up", value: 8.4})',
  (props) => dashed([named(props.value), trendOf(props), named(props.subtext)]),
  { frame: 'CompositeCardBlock([CompositeCardItem("visits", null, […])], "grid", true)', isPart: true, isValueRead: true },
);
export const MetricIndicatorWithStrikethrough = define(
  "MetricIndicatorWithStrikethrough",
  { value: text, subtext: optionalText, previousValue: optionalText.describe("The figure that is struck through."), trend },
  "A figure beside the one it replaced.",
  'MetricIndicatorWithStrikethrough("€ 15", "a month", "€ 20")',
  (props) => dashed([named(props.value), struck(named(props.previousValue)), trendOf(props), named(props.subtext)]),
  {
    frame: 'CompositeCardBlock([CompositeCardItem("pro", Text("text", "Pro", null, "text", "md"), [], {price: …})], "grid", true)',
    isPart: true,
    isValueRead: true,
  },
);

const asLines: ToMarkdown = (props, sheet) => bullets(sheet.each(props.items));
const asBlocks: ToMarkdown = (props, sheet) => sheet.blocks(props.items);

function cards(
  name: string,
  item: LibraryComponent,
  description: string,
  markdown: ToMarkdown,
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
    markdown,
  );
}

export const OverviewCardItem = define(
  "OverviewCardItem",
  { id: optionalText, top: anyOf([IconText, ImageText, Text]), bottom: MetricIndicatorInline.props.optional() },
  "A figure of a dashboard.",
  'OverviewCardItem("visits", IconText(Icon("activity"), "info", "m", "Visits", "Today", true, "horizontal"), MetricIndicatorInline("1,204"))',
  (props, sheet) => dashed([sheet.line(props.top), sheet.line(props.bottom)]),
);
export const OverviewCardBlock = cards("OverviewCardBlock", OverviewCardItem, "The key figures of a dashboard.", asLines);
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
  (props, sheet) =>
    stack([heading(sheet.level, part(props.title, sheet)), block(words(props.body)), picture(props.bgImageAlt, props.bgImageSrc)]),
);
export const ContextCardBlock = cards("ContextCardBlock", ContextCardItem, "Short pieces of background side by side.", asBlocks);
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
  (props, sheet) => {
    const { price, button } = members(props.footer);
    const below = sheet.below(1);
    return stack([
      heading(sheet.level, sheet.line(props.header)),
      below.blocks(props.body),
      sheet.line(price),
      bullets([sheet.line(button)]),
    ]);
  },
);
export const CompositeCardBlock = cards("CompositeCardBlock", CompositeCardItem, "Things to compare or choose from.", asBlocks);
export const SnippetCardItem = define(
  "SnippetCardItem",
  { id: optionalText, lhs: anyOf([IconText, ImageText]), rhs: anyOf([Text, BoldText]).optional() },
  "A line with something on the left and a value on the right.",
  'SnippetCardItem("fra", IconText(Icon("map-pin"), "neutral", "m", "Paris", "France", false, "horizontal"), Text("number", "2.1 m", null, "text", "sm"))',
  (props, sheet) => dashed([sheet.line(props.lhs), sheet.line(props.rhs)]),
);
export const SnippetCardBlock = cards("SnippetCardBlock", SnippetCardItem, "Compact lines of facts.", asLines, ["grid"]);
export const VisualCardItem = define(
  "VisualCardItem",
  { body: BoldText.props, id: optionalText, bgImageSrc: optionalText, tag: Tag.props.optional(), bgImageAlt: optionalText },
  "A card over a picture.",
  'VisualCardItem(BoldText("text", "Lisbon", "Portugal", "text", "md"), "lis", "/components/pictures/coast.svg")',
  (props, sheet) =>
    stack([heading(sheet.level, sheet.line(props.body)), sheet.line(props.tag), picture(props.bgImageAlt, props.bgImageSrc)]),
);
export const VisualCardBlock = cards("VisualCardBlock", VisualCardItem, "Cards that live from their pictures.", asBlocks);

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
