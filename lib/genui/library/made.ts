import type { Call, Draft } from "../draft";
import type { UiNode, UiValue } from "../tree";
import { Button, ButtonGroup, FollowUpBlock } from "./buttons";
import { CalloutV2, EntityList, Header, Icon, InlineHeader, List, ListItem, TextContent } from "./content";
import { Input } from "./forms";
import type { LibraryComponent } from "./parts";
import { Col, Table } from "./tables";

/** What is told of a picture that nobody described. */
export const PICTURE_WORDS = "Image";

/** Components that are made here, for what was written without one or is said by this server itself. */
export const textNode = (text: string): UiNode => node(TextContent, { text });
export const smallTextNode = (text: string): UiNode => node(TextContent, { text, size: "small" });
export const titleNode = (title: string): UiNode => node(Header, { title });
export const headingNode = (heading: UiValue, description?: UiValue): UiNode =>
  node(InlineHeader, { heading, ...(description !== undefined && { description }) });
export const iconNode = (name: string): UiNode => node(Icon, { name });
export const inputNode = (name: string): UiNode => node(Input, { name });
export const followUpsNode = (followUpText: string[]): UiNode => node(FollowUpBlock, { followUpText });
export const calloutNode = (variant: "warning" | "danger", title: string, description: string): UiNode =>
  node(CalloutV2, { variant, title, description });

/** What a form is sent with when nobody wrote a button. */
export function submitNode(): UiNode {
  return node(ButtonGroup, {
    buttons: [node(Button, { label: "Submit", action: { type: "continue_conversation" }, variant: "primary" })],
  });
}

/** A button that goes on with the conversation; the model gets `context` beside its words. */
export const replyNode = (label: string, context: string, variant: "primary" | "secondary"): UiNode =>
  node(Button, { label, action: { type: "continue_conversation", context }, variant });
export const repliesNode = (buttons: UiNode[]): UiNode => node(ButtonGroup, { buttons, direction: "row" });
export const factsNode = (rows: UiValue[], header: UiValue): UiNode => node(EntityList, { rows, size: "default", header });

/** The same as a model would have written them, to be checked and mended like all else. */
export const headingCall = (heading: string): Call => call(InlineHeader, heading);
/** By the name under which other libraries have it too. */
export const titleCall = (...texts: string[]): Call => ({ kind: "call", name: "CardHeader", args: texts, named: [] });
export const textCall = (text: string): Call => call(TextContent, text);
export const factsCall = (rows: Draft[]): Call => call(EntityList, rows);
export const listCall = (texts: string[]): Call =>
  call(
    List,
    texts.map((text) => call(ListItem, text)),
  );
export const columnCall = (label: Draft, ...type: ("string" | "number")[]): Call => call(Col, label, ...type);
export const tableCall = (columns: Draft[], rows: Draft[]): Call => call(Table, columns, rows);

function node({ name }: LibraryComponent, props: UiNode["props"]): UiNode {
  return { component: name, props };
}

function call({ name }: LibraryComponent, ...args: Draft[]): Call {
  return { kind: "call", name, args, named: [] };
}
