import {
  Accordion,
  AccordionContent,
  AccordionItem,
  AccordionTrigger,
  Card,
  FoldableSectionContent,
  FoldableSectionItem,
  FoldableSectionRoot,
  FoldableSectionTrigger,
  SectionV2,
  Tabs,
  TabsContent,
  TabsList,
  TabsTrigger,
} from "@openuidev/react-ui";
import type { ComponentRenderer } from "@openuidev/react-lang";
import { useState } from "react";
import { isOpenable } from "../open-url";
import { type Drawings, fieldsOf, type Fields, listOf, partsOf, textOf } from "./drawing";
import { iconOf } from "./icon";
import { Titles } from "./titles";

type Draw = Parameters<ComponentRenderer>[0]["renderNode"];

// Items are told apart by their place: an answer may give two of them one id, or none.
const keyOf = (index: number) => `item-${index}`;

function Sources({ sources }: { sources: Fields[] }) {
  if (sources.length === 0) return null;
  return (
    <section aria-label="Sources" className="flex flex-col gap-1 border-line border-t pt-3 text-[13px] text-ink-muted">
      {sources.map(({ title, sourceName, url }, index) => (
        <p key={keyOf(index)}>
          {typeof url === "string" && url !== "" && isOpenable(url, window.location.href) ? (
            <a href={url} target="_blank" rel="noopener noreferrer" className="text-accent underline underline-offset-2">
              {textOf(title)}
            </a>
          ) : (
            <span className="text-ink-soft">{textOf(title)}</span>
          )}
          {textOf(sourceName) ? ` · ${textOf(sourceName)}` : null}
        </p>
      ))}
    </section>
  );
}

function Panels({ items, draw }: { items: Fields[]; draw: Draw }) {
  // The first one until another is chosen: following what streams in would end on the last.
  const [open, setOpen] = useState(keyOf(0));
  return (
    <Tabs value={open} onValueChange={setOpen}>
      <TabsList>
        {items.map((item, index) => (
          <TabsTrigger key={keyOf(index)} value={keyOf(index)} text={textOf(item.triggerText)} icon={iconOf(item.triggerIcon)} />
        ))}
      </TabsList>
      {items.map((item, index) => (
        <TabsContent key={keyOf(index)} value={keyOf(index)}>
          <div className="flex flex-col gap-4">{draw(item.children)}</div>
        </TabsContent>
      ))}
    </Tabs>
  );
}

function Sections({ items, draw }: { items: Fields[]; draw: Draw }) {
  const [closed, setClosed] = useState<readonly string[]>([]);
  const keys = items.map((_, index) => keyOf(index));
  return (
    <FoldableSectionRoot
      type="multiple"
      value={keys.filter((key) => !closed.includes(key))}
      onValueChange={(open) => setClosed(keys.filter((key) => !open.includes(key)))}
    >
      {items.map((item, index) => (
        <FoldableSectionItem key={keyOf(index)} value={keyOf(index)}>
          <FoldableSectionTrigger text={textOf(item.trigger)} />
          <FoldableSectionContent>
            <div className="flex flex-col gap-4">{draw(item.content)}</div>
          </FoldableSectionContent>
        </FoldableSectionItem>
      ))}
    </FoldableSectionRoot>
  );
}

/** What holds other components. A part outside its whole draws what it holds. */
export const LAYOUT: Drawings = {
  Card: ({ props, renderNode }) => (
    <Card variant="clear" width="full">
      {renderNode(props.children)}
      <Sources sources={listOf(props.sources).map(fieldsOf)} />
    </Card>
  ),
  Tabs: ({ props, renderNode }) => (
    <section className="flex min-w-0 flex-col gap-3">
      <Titles heading={props.heading} description={props.description} />
      <Panels items={partsOf(props.children)} draw={renderNode} />
    </section>
  ),
  Accordion: ({ props, renderNode }) => (
    <section className="flex min-w-0 flex-col gap-3">
      <Titles heading={props.heading} description={props.description} />
      <Accordion variant="card" type="single" collapsible defaultValue={keyOf(0)}>
        {partsOf(props.children).map((item, index) => (
          <AccordionItem key={keyOf(index)} value={keyOf(index)}>
            <AccordionTrigger text={textOf(item.triggerText)} icon={iconOf(item.triggerIcon)} />
            <AccordionContent>
              <div className="flex flex-col gap-4">{renderNode(item.children)}</div>
            </AccordionContent>
          </AccordionItem>
        ))}
      </Accordion>
    </section>
  ),
  SectionBlock: ({ props, renderNode }) => {
    const items = partsOf(props.items);
    if (props.isFoldable !== false) return <Sections items={items} draw={renderNode} />;
    return items.map((item, index) => (
      <SectionV2 key={keyOf(index)} trigger={textOf(item.trigger)}>
        <div className="flex flex-col gap-4">{renderNode(item.content)}</div>
      </SectionV2>
    ));
  },
  TabItem: ({ props, renderNode }) => renderNode(props.children),
  AccordionItem: ({ props, renderNode }) => renderNode(props.children),
  SectionBlockItem: ({ props, renderNode }) => renderNode(props.content),
};
