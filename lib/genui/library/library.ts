import { type ComponentGroup, createLibrary, type Library } from "@openuidev/lang-core";
import { Button, ButtonGroup, FollowUpBlock, IconButton } from "./buttons";
import { CARDS } from "./cards";
import { CHARTS } from "./charts";
import * as content from "./content";
import { FORMS } from "./forms";
import { Accordion, AccordionItem, Card, SectionBlock, SectionBlockItem, TabItem, Tabs } from "./layout";
import type { LibraryComponent } from "./parts";
import { Col, EditableTable, Table } from "./tables";
import type { Traits } from "./traits";

/** The version that a model id names (`c1/…/v-20261122`): it changes when a component, its arguments or their order do. */
export const LIBRARY_VERSION = "v-20261122";
/** The component that every answer is. */
export const ROOT = Card.name;
/** The component of plain words. */
export const TEXT = content.TextContent.name;
/** Left out unless `c1_included_components` names them. */
export const EXPERIMENTAL: readonly string[] = ["EditableTable"];

const GROUPS: { name: string; components: LibraryComponent[] }[] = [
  { name: "Layout", components: [Card, Tabs, TabItem, Accordion, AccordionItem, SectionBlock, SectionBlockItem] },
  { name: "Content", components: Object.values(content) },
  { name: "Tables", components: [Table, Col, EditableTable] },
  { name: "Charts", components: CHARTS },
  { name: "Forms", components: FORMS },
  { name: "Buttons", components: [ButtonGroup, Button, IconButton, FollowUpBlock] },
  { name: "Cards", components: CARDS },
];

/** The groups of the library in the order in which prompt and documentation show them. */
export const COMPONENT_GROUPS: ComponentGroup[] = GROUPS.map(({ name, components }) => ({
  name,
  components: components.map((component) => component.name),
}));

/** Every component by name. Names and argument order are what clients of the wire format render; all else is ours. */
export const COMPONENTS: Record<string, LibraryComponent> = Object.fromEntries(
  GROUPS.flatMap((group) => group.components).map((component) => [component.name, component]),
);

const TRAITS: ReadonlyMap<string, Traits> = new Map(Object.values(COMPONENTS).map(({ name, traits }) => [name, traits]));
const NONE: Traits = {};

/** Returns what sets a component apart; nothing for one that is not of the library. */
export function traitsOf(component: string): Traits {
  return TRAITS.get(component) ?? NONE;
}

/** The component library: the one source of prompt, check, documentation and tests. */
export const library: Library<null> = createLibrary<null>({
  root: ROOT,
  components: Object.values(COMPONENTS),
  componentGroups: COMPONENT_GROUPS,
});
