import type { ComponentRenderer } from "@openuidev/react-lang";
import type { ReactNode } from "react";
import { type Drawings, type Fields, fieldsOf, isElement, listOf, textOf } from "./drawing";
import { CardWords } from "./card-parts";
import { Picture } from "./picture";
import { usePress } from "./use-press";

const FRAME = "flex h-full min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4 text-left";
/** Things inside that can be pressed themselves: a card around them cannot be a button. */
const HOLDS_BUTTON = /"typeName":"(?:Icon)?Button"/;

type Given = Parameters<ComponentRenderer>[0];

/** Cards in a grid or a row. Those that hold charts, lists or two things side by side are roomy: they need more width than figures do. */
function Block({ props, renderNode, isRoomy = false }: Given & { isRoomy?: boolean }) {
  const press = usePress();
  const hasAction = Object.keys(fieldsOf(props.action)).length > 0;
  const isCarousel = props.layout === "carousel";
  const items = listOf(props.items).filter(isElement);
  const cards = items.map((item, index) => {
    const card = <CardWords value={wordsOf(fieldsOf(item.props))}>{renderNode(item)}</CardWords>;
    const width = isCarousel ? "w-64 max-w-[85%] shrink-0 snap-start" : "min-w-0";
    if (!hasAction || HOLDS_BUTTON.test(JSON.stringify(item)))
      return (
        <div key={`card-${index}`} className={width}>
          {card}
        </div>
      );
    const fields = fieldsOf(item.props);
    const title = titleOf(fields);
    const about = { itemIndex: index, itemId: textOf(fields.id), itemTitle: title, itemBody: textOf(fields.body) };
    return (
      <button
        key={`card-${index}`}
        type="button"
        className={`${width} cursor-pointer rounded-card text-left hover:bg-hover`}
        onClick={() => press(title, props.action, about)}
      >
        {card}
      </button>
    );
  });
  if (!isCarousel) return <div className={`grid gap-3 ${columnsOf(items.length, isRoomy)}`}>{cards}</div>;
  return (
    <div role="region" aria-label="Cards" tabIndex={0} className="flex snap-x gap-3 overflow-x-auto pb-2">
      {cards}
    </div>
  );
}

/** Two or four cards stand two by two; others as many in a line as have room. */
function columnsOf(count: number, isRoomy: boolean): string {
  if (isRoomy && (count === 2 || count === 4)) return "grid-cols-[repeat(auto-fit,minmax(min(max(15rem,calc(50%-0.5rem)),100%),1fr))]";
  if (count === 2 || count === 4) return "grid-cols-[repeat(auto-fit,minmax(min(max(10rem,calc(50%-0.5rem)),100%),1fr))]";
  return "grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))]";
}

/** The words by which a card is known: of itself, or of what stands at its top. */
function titleOf(fields: Fields): string {
  if (textOf(fields.title)) return textOf(fields.title);
  for (const part of [fields.title, fields.top, fields.header, fields.lhs, fields.body]) {
    const inner = isElement(part) ? fieldsOf(part.props) : {};
    const words = textOf(inner.title) || textOf(inner.value) || textOf(inner.text);
    if (words) return words;
  }
  return textOf(fields.id) || "Card";
}

/** All that tells what a card's figures measure. */
function wordsOf(fields: Fields): string {
  const parts = [fields.top, fields.header, fields.lhs].map((part) => (isElement(part) ? fieldsOf(part.props) : {}));
  return [titleOf(fields), ...parts.flatMap(({ title, subtitle, value }) => [title, subtitle, value].map(textOf))].join(" ");
}

function framed(children: ReactNode, className = "") {
  return <div className={`${FRAME} ${className}`}>{children}</div>;
}

function footerOf(value: unknown, draw: Given["renderNode"]) {
  const { price, button } = fieldsOf(value);
  if (!isElement(price) && !isElement(button)) return null;
  return (
    <div className="mt-auto flex flex-wrap items-center justify-between gap-2 border-line border-t pt-3">
      {draw(price)}
      {draw(button)}
    </div>
  );
}

const Context: ComponentRenderer = ({ props, renderNode }) =>
  framed(
    <>
      {textOf(props.bgImageSrc) ? (
        <Picture
          src={textOf(props.bgImageSrc)}
          alt={textOf(props.bgImageAlt)}
          className="aspect-[3/1] max-h-40 w-full rounded-control object-cover"
        />
      ) : null}
      {isElement(props.title) ? renderNode(props.title) : <p className="font-semibold text-ink text-sm">{textOf(props.title)}</p>}
      {textOf(props.body) ? <p className="text-ink-soft text-sm">{textOf(props.body)}</p> : null}
    </>,
    props.bgColor === "gray" ? "bg-sunken" : "",
  );

/** Cards and the blocks they stand in. */
export const CARDS: Drawings = {
  OverviewCardBlock: Block,
  ContextCardBlock: Block,
  CompositeCardBlock: (given) => <Block {...given} isRoomy />,
  SnippetCardBlock: (given) => <Block {...given} isRoomy />,
  VisualCardBlock: Block,
  ContextCardItem: Context,
  OverviewCardItem: ({ props, renderNode }) =>
    framed(
      <>
        {renderNode(props.top)}
        {renderNode(props.bottom)}
      </>,
    ),
  CompositeCardItem: ({ props, renderNode }) =>
    framed(
      <>
        {renderNode(props.header)}
        {renderNode(props.body)}
        {footerOf(props.footer, renderNode)}
      </>,
    ),
  SnippetCardItem: ({ props, renderNode }) =>
    framed(
      <div className="flex items-center justify-between gap-3">
        {renderNode(props.lhs)}
        <div className="text-right">{renderNode(props.rhs)}</div>
      </div>,
    ),
  VisualCardItem: ({ props, renderNode }) =>
    framed(
      <>
        {textOf(props.bgImageSrc) ? (
          <Picture
            src={textOf(props.bgImageSrc)}
            alt={textOf(props.bgImageAlt)}
            className="aspect-[3/2] max-h-56 w-full rounded-control object-cover"
          />
        ) : null}
        {renderNode(props.tag)}
        {renderNode(props.body)}
      </>,
    ),
};
