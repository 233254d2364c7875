import { z } from "zod/v4";
import { ButtonGroup, FollowUpBlock } from "./buttons";
import { CARD_BLOCKS } from "./cards";
import { CHARTS } from "./charts";
import {
  CalloutV2,
  EntityList,
  Header,
  Icon,
  Image,
  ImageBlock,
  ImageGallery,
  InlineHeader,
  List,
  Steps,
  TagBlock,
  TextContent,
} from "./content";
import { distinctItems } from "./distinct";
import { Form } from "./forms";
import { list, members, named, words } from "./markdown-parts";
import { bullets, dashed, heading, link, stack } from "./markdown-text";
import { anyOf, define, optionalText, text } from "./parts";
import type { ToMarkdown } from "./sheet";
import { EditableTable, Table } from "./tables";

const BLOCKS = [
  TextContent,
  InlineHeader,
  Image,
  ImageGallery,
  CalloutV2,
  TagBlock,
  ButtonGroup,
  Table,
  List,
  EntityList,
  Steps,
  Form,
  ...CARD_BLOCKS,
  ...CHARTS,
];
const blocks = z.array(anyOf(BLOCKS)).default([]);
const titles = { heading: optionalText, description: optionalText };
const id = text.describe("An id, unlike those beside it.");
const panel = {
  value: id,
  triggerText: text.describe("What one presses to see it."),
  children: blocks,
  triggerIcon: Icon.props.optional(),
};

const panelMarkdown: ToMarkdown = (props, sheet) =>
  stack([heading(sheet.level, named(props.triggerText)), sheet.below(1).blocks(props.children)]);
const panelsMarkdown: ToMarkdown = (props, sheet) => {
  const title = heading(sheet.level, named(props.heading));
  return stack([title, named(props.description), sheet.below(title === "" ? 0 : 1).blocks(props.children)]);
};

export const TabItem = define(
  "TabItem",
  panel,
  "One tab: an id, its title, its content.",
  'TabItem("asia", "Asia", [TextContent("4.7 billion people.")])',
  panelMarkdown,
  {
    aliases: ["tab"],
    isPanel: true,
    standIns: {
      AccordionItem: { value: "value", triggerText: "triggerText", children: "children" },
      SectionBlockItem: { value: "value", triggerText: "trigger", children: "content" },
    },
  },
);
export const Tabs = define(
  "Tabs",
  { children: z.array(TabItem.props).default([]), ...titles },
  "Alternatives of which one is seen at a time.",
  'Tabs([TabItem("asia", "Asia", [TextContent("4.7 billion.")]), TabItem("africa", "Africa", [TextContent("1.4 billion.")])])',
  panelsMarkdown,
  { panels: { list: "children", content: "children" }, aliases: ["tabbar"], contents: ["children"], refine: distinctItems("children") },
);
export const AccordionItem = define(
  "AccordionItem",
  panel,
  "One part that opens: an id, its title, its content.",
  'AccordionItem("why", "Why?", [TextContent("Because it is measured.")])',
  panelMarkdown,
  {
    aliases: ["accordionsection"],
    isPanel: true,
    standIns: {
      TabItem: { value: "value", triggerText: "triggerText", children: "children" },
      SectionBlockItem: { value: "value", triggerText: "trigger", children: "content" },
    },
  },
);
export const Accordion = define(
  "Accordion",
  { children: z.array(AccordionItem.props).default([]), ...titles },
  "Details that open on demand.",
  'Accordion([AccordionItem("why", "Why?", [TextContent("Because it is measured.")])], "Questions")',
  panelsMarkdown,
  { panels: { list: "children", content: "children" }, contents: ["children"], refine: distinctItems("children") },
);
export const SectionBlockItem = define(
  "SectionBlockItem",
  { value: id, trigger: text.describe("The title of the section."), content: z.array(anyOf([...BLOCKS, Accordion, Tabs])).default([]) },
  "One section: an id, its title, its content.",
  'SectionBlockItem("costs", "Costs", [TextContent("They fell by a tenth.")])',
  (props, sheet) => stack([heading(sheet.level, named(props.trigger)), sheet.below(1).blocks(props.content)]),
  {
    aliases: ["section"],
    isPanel: true,
    standIns: {
      TabItem: { value: "value", trigger: "triggerText", content: "children" },
      AccordionItem: { value: "value", trigger: "triggerText", content: "children" },
    },
  },
);
export const SectionBlock = define(
  "SectionBlock",
  {
    items: z.array(SectionBlockItem.props).default([]),
    isFoldable: z.boolean().default(true).describe("Whether sections open and close."),
  },
  "The sections of a long answer or report.",
  'SectionBlock([SectionBlockItem("costs", "Costs", [TextContent("They fell.")])], true)',
  (props, sheet) => sheet.blocks(props.items),
  {
    panels: { list: "items", content: "content", isSection: true },
    aliases: ["sections"],
    contents: ["items"],
    refine: distinctItems("items"),
  },
);
export const Card = define(
  "Card",
  {
    children: z.array(anyOf([...BLOCKS, Header, Tabs, Accordion, SectionBlock, EditableTable, FollowUpBlock, ImageBlock])).default([]),
    sources: z
      .array(z.object({ title: text, sourceName: text, url: optionalText }))
      .optional()
      .describe("What the answer rests on, told below it."),
  },
  "The answer itself: always the root, never inside anything.",
  'Card([Header("Sales"), TextContent("They **doubled**.")])',
  (props, sheet) => {
    const sources = list(props.sources).map(members);
    const lines = bullets(sources.map(({ title, sourceName, url }) => dashed([link(named(title), words(url)), named(sourceName)])));
    return stack([sheet.blocks(props.children), lines && stack(["**Sources:**", lines])]);
  },
  { isCore: true, isPanel: true },
);
