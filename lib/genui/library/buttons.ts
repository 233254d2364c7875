import { z } from "zod/v4";
import { Icon } from "./content";
import { list, named, pressed } from "./markdown-parts";
import { bullets, stack } from "./markdown-text";
import { action, define, text } from "./parts";

const FOLLOW_UPS_MAX = 8;
const variant = z.enum(["primary", "secondary", "tertiary"]).optional();

export const Button = define(
  "Button",
  {
    label: text.describe("What it says, and what is sent."),
    action: action.optional(),
    variant,
    type: z.enum(["normal", "destructive"]).optional(),
    size: z.enum(["small", "medium", "large"]).optional(),
  },
  "A button. Its label is sent as the user's next message, so it says what is wanted.",
  'Button("Show the costs", {type: "continue_conversation", context: "User wants the costs"}, "primary")',
  (props) => pressed(props.label, props.action),
  {
    isCore: true,
    rule: "A Button needs a label that says what happens; its label becomes the user's next message. Links open only with http, https or mailto.",
  },
);
export const ButtonGroup = define(
  "ButtonGroup",
  { buttons: z.array(Button.props), direction: z.enum(["row", "column"]).optional() },
  "Buttons side by side or below each other.",
  'ButtonGroup([Button("Yes", {type: "continue_conversation"}, "primary"), Button("No", {type: "continue_conversation"})], "row")',
  (props, sheet) => bullets(sheet.each(props.buttons)),
  { isCore: true, aliases: ["buttons", "actions"], contents: ["buttons"] },
);
export const IconButton = define(
  "IconButton",
  {
    name: text.describe("What it does, for those who can't see the icon."),
    icon: Icon.props,
    action: action.optional(),
    variant,
    size: z.enum(["extra-small", "small", "medium", "large"]).optional(),
    shape: z.enum(["square", "circle"]).optional(),
  },
  "A button that is only an icon; for action columns of tables.",
  'IconButton("Open", Icon("external-link"), {type: "open_url", url: "https://example.com"}, "tertiary", "small")',
  (props) => pressed(props.name, props.action),
  { frame: 'Table([Col("Invoice", "string"), Col("", "action")], [["2041", …], ["2043", …]])', fillers: { icon: "dot" } },
);
export const FollowUpBlock = define(
  "FollowUpBlock",
  { followUpText: z.array(text).default([]).describe("As the user would ask.") },
  "Two to four questions the user may ask next; last in the answer.",
  'FollowUpBlock(["Show it by month", "Compare with last year"])',
  (props) => {
    const asked = bullets(list(props.followUpText).map(named));
    return asked && stack(["**Ask next:**", asked]);
  },
  {
    isCore: true,
    rule: "End with a FollowUpBlock of two to four questions when there is more to explore.",
    aliases: ["followups", "followup", "suggestions", "relatedqueries"],
    contents: ["followUpText"],
    refine: ({ component, props }) => [{ component, props: { followUpText: list(props.followUpText).slice(0, FOLLOW_UPS_MAX) } }],
  },
);
