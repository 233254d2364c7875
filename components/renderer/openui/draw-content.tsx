import { Callout, ListBlock, ListItem, Steps, StepsItem, Tag, TagBlock } from "@openuidev/react-ui";
import { choiceOf, type Drawings, type Fields, fieldsOf, listOf, partOf, partsOf, textOf } from "./drawing";
import { Icon, iconOf } from "./icon";
import { Markdown } from "./markdown";
import { Picture } from "./picture";
import { Titles } from "./titles";

const TONES = ["neutral", "info", "success", "warning", "danger"] as const;
const TEXT_SIZES: Record<string, string> = {
  small: "text-[13px]",
  large: "text-lg",
  "small-heavy": "text-[13px] font-semibold",
  "large-heavy": "text-lg font-semibold",
};

function Pairs({ rows, className }: { rows: Fields[]; className?: string }) {
  return rows.map(({ left, right, rightVariant }, index) => (
    <div
      key={`row-${index}`}
      className={`flex items-baseline justify-between gap-4 border-line border-b py-2 ${className ?? "last:border-b-0"}`}
    >
      <dt className="min-w-0 text-ink-soft">{textOf(left)}</dt>
      <dd className={`min-w-0 text-right text-ink ${rightVariant === "number" ? "tabular-nums" : ""}`}>{textOf(right)}</dd>
    </div>
  ));
}

function pairIn(value: unknown): Fields[] {
  const fields = fieldsOf(value);
  return Object.keys(fields).length > 0 ? [fields] : [];
}

function tag(props: Fields, key?: string) {
  return (
    <Tag key={key} text={textOf(props.text)} variant={choiceOf(props.variant, TONES, "neutral")} icon={iconOf(props.icon, "size-3.5")} />
  );
}

function listItem(props: Fields, key?: string) {
  const image = partOf(props.image);
  return (
    <ListItem
      key={key}
      title={textOf(props.title)}
      subtitle={textOf(props.subtitle) || undefined}
      icon={
        image ? (
          <Picture src={textOf(image.src)} alt={textOf(image.alt)} isSmall className="size-10 rounded-control object-cover" />
        ) : (
          iconOf(props.icon)
        )
      }
    />
  );
}

/** Text, notes, pictures and lists. */
export const CONTENT: Drawings = {
  TextContent: ({ props }) => (
    <div className={TEXT_SIZES[textOf(props.size)]}>
      <Markdown text={textOf(props.text)} />
    </div>
  ),
  Header: ({ props }) => (
    <div className="flex flex-col gap-1">
      <h3 className="font-semibold text-ink text-xl">{textOf(props.title)}</h3>
      {textOf(props.subtitle) ? <p className="text-ink-muted text-sm">{textOf(props.subtitle)}</p> : null}
    </div>
  ),
  InlineHeader: ({ props }) => <Titles heading={props.heading} description={props.description} />,
  CalloutV2: ({ props }) => (
    <Callout
      variant={choiceOf(props.variant, TONES, "neutral")}
      title={<Markdown text={textOf(props.title)} />}
      description={<Markdown text={textOf(props.description)} />}
    />
  ),
  Icon: ({ props }) => <Icon name={textOf(props.name)} className="size-5" />,
  Image: ({ props }) => <Picture src={textOf(props.src)} alt={textOf(props.alt)} />,
  ImageBlock: ({ props }) => (
    <Picture src={textOf(props.src)} alt={textOf(props.alt)} className="max-h-96 w-full rounded-card object-cover" />
  ),
  ImageGallery: ({ props }) => (
    <div className="grid grid-cols-2 gap-2">
      {listOf(props.imagesAlt).map((alt, index) => (
        <Picture
          key={`picture-${index}`}
          src={textOf(listOf(props.imagesSrc)[index])}
          alt={textOf(alt)}
          className="aspect-[3/2] w-full rounded-card object-cover"
        />
      ))}
    </div>
  ),
  Tag: ({ props }) => <TagBlock>{[tag(props, "tag")]}</TagBlock>,
  TagBlock: ({ props }) => <TagBlock>{partsOf(props.children).map((item, index) => tag(item, `tag-${index}`))}</TagBlock>,
  ListItem: ({ props }) => listItem(props),
  List: ({ props }) => (
    <section className="flex min-w-0 flex-col gap-3">
      <Titles heading={props.heading} description={props.description} />
      {/* An image is drawn as an icon, so that it is checked like every other. */}
      <ListBlock variant={props.variant === "icon" || props.variant === "image" ? "icon" : "number"}>
        {partsOf(props.items).map((item, index) => listItem(item, `item-${index}`))}
      </ListBlock>
    </section>
  ),
  EntityList: ({ props }) => (
    <dl className={props.size === "small" ? "text-[13px]" : "text-sm"}>
      <Pairs rows={pairIn(props.header)} className="font-medium" />
      <Pairs rows={listOf(props.rows).map(fieldsOf)} />
      <Pairs rows={pairIn(props.footer)} className="border-b-0 font-semibold" />
    </dl>
  ),
  Steps: ({ props }) => (
    <section className="flex min-w-0 flex-col gap-3">
      <Titles heading={props.heading} description={props.description} />
      <Steps>
        {partsOf(props.children).map((step, index) => (
          <StepsItem
            key={`step-${index}`}
            number={index + 1}
            title={textOf(step.title)}
            details={<Markdown text={textOf(step.details)} />}
          />
        ))}
      </Steps>
    </section>
  ),
  StepsItem: ({ props }) => <StepsItem title={textOf(props.title)} details={<Markdown text={textOf(props.details)} />} />,
};
