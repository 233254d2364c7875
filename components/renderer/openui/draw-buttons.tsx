import { Button, FollowUpItem, IconButton } from "@openuidev/react-ui";
import { type ComponentRenderer, useIsStreaming } from "@openuidev/react-lang";
import { ArrowUpRight } from "lucide-react";
import { FOLLOW_UPS_HEADING } from "../drawn/follow-ups-heading";
import { choiceOf, type Drawings, listOf, textOf } from "./drawing";
import { Icon, iconOf } from "./icon";
import { usePress } from "./use-press";

const VARIANTS = ["primary", "secondary", "tertiary"] as const;

const PressButton: ComponentRenderer = ({ props }) => {
  const press = usePress();
  const label = textOf(props.label);
  return (
    <Button
      type="button"
      variant={choiceOf(props.variant, VARIANTS, "secondary")}
      buttonType={props.type === "destructive" ? "destructive" : "normal"}
      size={choiceOf(props.size, ["small", "medium", "large"], "medium")}
      disabled={useIsStreaming()}
      onClick={() => press(label, props.action)}
    >
      {label || "Continue"}
    </Button>
  );
};

const PressIcon: ComponentRenderer = ({ props }) => {
  const press = usePress();
  const label = textOf(props.name) || "Continue";
  return (
    <IconButton
      type="button"
      aria-label={label}
      title={label}
      icon={iconOf(props.icon) ?? <Icon name="circle" />}
      variant={choiceOf(props.variant, VARIANTS, "secondary")}
      size={choiceOf(props.size, ["extra-small", "small", "medium", "large"], "medium")}
      shape={choiceOf(props.shape, ["square", "circle"], "square")}
      disabled={useIsStreaming()}
      onClick={() => press(label, props.action)}
    />
  );
};

const FollowUps: ComponentRenderer = ({ props }) => {
  const press = usePress();
  const isStreaming = useIsStreaming();
  return (
    <div className="openui-follow-up-block">
      <p className="openui-follow-up-block__header">{FOLLOW_UPS_HEADING}</p>
      {listOf(props.followUpText).map((text, index) => (
        <FollowUpItem
          key={`question-${index}`}
          type="button"
          text={textOf(text)}
          icon={<ArrowUpRight aria-hidden="true" className="size-4" />}
          disabled={isStreaming}
          onClick={() => press(textOf(text), null)}
        />
      ))}
    </div>
  );
};

/** What can be pressed; nothing can while the answer streams in. */
export const BUTTONS: Drawings = {
  Button: PressButton,
  IconButton: PressIcon,
  FollowUpBlock: FollowUps,
  ButtonGroup: ({ props, renderNode }) => (
    <div className={props.direction === "column" ? "flex flex-col items-start gap-2" : "flex flex-wrap gap-2"}>
      {renderNode(props.buttons)}
    </div>
  ),
};
