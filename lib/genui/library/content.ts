import { z } from "zod/v4";
import { list, members, named, picture, words } from "./markdown-parts";
import { block, bullets, dashed, heading, numbered, quote, stack, strong } from "./markdown-text";
import { define, optionalText, text, tone } from "./parts";
import type { Props } from "./sheet";

export const TextContent = define(
  "TextContent",
  { text, size: z.enum(["small", "default", "large", "small-heavy", "large-heavy"]).optional() },
  "A block of Markdown: paragraphs, emphasis, lists, links, fenced code.",
  'TextContent("Sales **doubled** in May.")',
  (props) => block(words(props.text)),
  {
    isCore: true,
    choice: { rank: 7, says: "plain explanations as TextContent" },
    aliases: ["text", "markdown", "markdownrenderer", "paragraph", "p", "textblock", "typography", "span"],
    contents: ["text"],
  },
);
export const Header = define(
  "Header",
  { title: text, subtitle: optionalText },
  "Title of the whole answer; use it once, first.",
  'Header("Sales in May", "All regions, thousands of euros")',
  (props, sheet) => stack([heading(sheet.level - 1, named(props.title)), named(props.subtitle)]),
  {
    isCore: true,
    isTitle: true,
    aliases: ["cardheader", "title", "h1"],
    standIns: { InlineHeader: { title: "heading", subtitle: "description" } },
  },
);
export const InlineHeader = define(
  "InlineHeader",
  { heading: text, description: optionalText },
  "Heading of one part of the answer.",
  'InlineHeader("By region", "May only")',
  (props, sheet) => stack([heading(sheet.level, named(props.heading)), named(props.description)]),
  { aliases: ["heading", "subheader", "sectionheader", "h2", "h3"], standIns: { Header: { heading: "title", description: "subtitle" } } },
);
export const CalloutV2 = define(
  "CalloutV2",
  {
    variant: z.enum(["neutral", "danger", "info", "warning", "success"]).default("neutral"),
    title: text.default(""),
    description: text.default(""),
  },
  "A highlighted note: a warning, a result, a tip.",
  'CalloutV2("warning", "Stock is low", "Eleven units are left.")',
  (props) => quote(stack([strong(named(props.title)), block(words(props.description))])),
  { aliases: ["callout", "alert", "textcallout", "notice", "banner"], contents: ["title", "description"] },
);
export const Icon = define(
  "Icon",
  { name: text.describe("Such as trending-up."), category: optionalText },
  "An icon by its Lucide name in kebab-case.",
  'Icon("trending-up")',
  () => "",
  { frame: 'List([ListItem("Sales rose", "By a tenth", …)], "icon")', isPart: true, isMute: true },
);
export const Image = define(
  "Image",
  { alt: text.describe("What is to be seen."), src: optionalText },
  "A picture. Only addresses on the same site load; any other is shown as a link.",
  'Image("Hills at dawn", "/components/pictures/hills.svg")',
  (props) => picture(props.alt, props.src),
  {
    aliases: ["img", "picture"],
    picture: { words: "alt", address: "src" },
    standIns: { ImageBlock: { alt: "alt", src: "src" } },
    fillers: { alt: "picture-words" },
  },
);
export const ImageBlock = define(
  "ImageBlock",
  { src: optionalText, alt: text.default("") },
  "A picture over the full width of the answer.",
  'ImageBlock("/components/pictures/hills.svg", "Hills at dawn")',
  (props) => picture(props.alt, props.src),
  { isForPictures: true, picture: { words: "alt", address: "src" }, standIns: { Image: { alt: "alt", src: "src" } } },
);
export const ImageGallery = define(
  "ImageGallery",
  { imagesAlt: z.array(text), imagesSrc: z.array(text).optional() },
  "Several pictures: their descriptions, then their addresses in the same order.",
  'ImageGallery(["Hills", "Coast"], ["/components/pictures/hills.svg", "/components/pictures/coast.svg"])',
  (props) => {
    const [texts, sources] = [list(props.imagesAlt), list(props.imagesSrc)];
    return bullets(Array.from({ length: Math.max(texts.length, sources.length) }, (_, at) => picture(texts[at], sources[at])));
  },
  { aliases: ["gallery"], picture: { words: "imagesAlt", address: "imagesSrc", isMany: true }, fillers: { imagesAlt: "pictures-words" } },
);
export const Tag = define(
  "Tag",
  { text, variant: tone, icon: Icon.props.optional() },
  "A small label with a tone.",
  'Tag("Paid", "success")',
  (props) => named(props.text),
  { aliases: ["badge", "chip"] },
);
export const TagBlock = define(
  "TagBlock",
  { children: z.array(Tag.props).default([]) },
  "A row of tags.",
  'TagBlock([Tag("Paid", "success"), Tag("2026", "neutral")])',
  (props, sheet) => sheet.each(props.children).join(" · "),
  { aliases: ["tags", "taglist", "badges"], contents: ["children"] },
);
export const ListItem = define(
  "ListItem",
  { title: text, subtitle: optionalText, icon: Icon.props.optional(), image: Image.props.optional() },
  "One entry of a List.",
  'ListItem("Rotate the key", "It is 90 days old", Icon("key-round"))',
  (props, sheet) => dashed([strong(named(props.title)), named(props.subtitle), sheet.line(props.image)]),
);
export const List = define(
  "List",
  {
    items: z.array(ListItem.props).default([]),
    variant: z.enum(["icon", "image", "number"]).default("number").describe("What stands before each entry."),
    heading: optionalText,
    description: optionalText,
  },
  "Entries with title and subtitle; numbered, or with an icon or image each.",
  'List([ListItem("Measure"), ListItem("Cut")], "number", "Order of work")',
  (props, sheet) => {
    const entries = sheet.each(props.items);
    return stack([
      strong(named(props.heading)),
      named(props.description),
      props.variant === "number" ? numbered(entries) : bullets(entries),
    ]);
  },
  { aliases: ["listblock", "listview", "orderedlist", "bulletlist"], contents: ["items"] },
);

const pair = z.object({ left: text, right: text, rightVariant: z.enum(["text", "number"]).default("text") });

function pairLine({ left, right }: Props): string {
  const name = strong(named(left));
  return name === "" ? named(right) : `${name}: ${named(right)}`;
}

export const EntityList = define(
  "EntityList",
  {
    rows: z.array(pair).default([]),
    size: z.enum(["small", "default"]).default("default"),
    header: pair.optional().describe("A line above the rows."),
    footer: pair.optional().describe("A line below the rows, such as a total."),
  },
  "Facts about one thing as label and value; the footer may hold a total.",
  'EntityList([{left: "Rent", right: "900", rightVariant: "number"}], "default")',
  (props) => {
    const rows = [props.header, ...list(props.rows), props.footer].map(members);
    return bullets(rows.map(pairLine));
  },
  { aliases: ["keyvalue", "keyvaluelist", "descriptionlist"], contents: ["rows"] },
);
export const StepsItem = define(
  "StepsItem",
  { title: text.default(""), details: text.default("").describe("Markdown.") },
  "One step: a title and Markdown details.",
  'StepsItem("Boil", "Use **salted** water.")',
  (props) => stack([strong(named(props.title)), block(words(props.details))]),
  { aliases: ["step", "stepitem", "timelineitem", "timelineevent", "milestone"] },
);
export const Steps = define(
  "Steps",
  { children: z.array(StepsItem.props).default([]), heading: optionalText, description: optionalText },
  "Instructions in order.",
  'Steps([StepsItem("Boil", "Ten minutes."), StepsItem("Drain", "Keep a cup of water.")], "Pasta")',
  (props, sheet) => stack([strong(named(props.heading)), named(props.description), numbered(sheet.each(props.children))]),
  { choice: { rank: 6, says: "instructions as Steps" }, aliases: ["stepper", "timeline"], contents: ["children"] },
);
