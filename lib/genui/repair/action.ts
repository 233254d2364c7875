import { type Draft, isCall, isFields } from "../draft";
import type { Catalogue } from "../library/catalogue";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { safeUrl } from "../url";
import type { Peek } from "./fits";

type Plain = (draft: Draft) => UiValue | undefined;

/** An action as the components of the catalogue take it; undefined means the default. */
export function actionIn(draft: Draft, catalogue: Catalogue, peek: Peek, plain: Plain): UiValue | undefined {
  const action = actionFrom(draft, catalogue, peek, plain);
  return catalogue.isOwn || action === undefined ? action : actionSteps(action);
}

/**
 * An action as the client takes it, from the many ways in which models write one; undefined means the default, which continues the
 * conversation. An action type that nobody defined continues the conversation too.
 */
function actionFrom(draft: Draft, catalogue: Catalogue, peek: Peek, plain: Plain): UiValue | undefined {
  const value = peek(draft);
  if (typeof value === "string") return fromText(value, catalogue);
  if (Array.isArray(value)) return value[0] === undefined ? undefined : actionFrom(value[0], catalogue, peek, plain);
  if (isCall(value)) return fromCall(value.name, value.args, catalogue, peek, plain);
  if (!isFields(value)) return undefined;
  const entry = (...names: string[]): UiValue | undefined => {
    const found = value.entries.find(([key]) => names.includes(key));
    return found ? plain(found[1]) : undefined;
  };
  const type = entry("type", "action", "kind");
  const url = entry("url", "href", "link");
  if (typeof type === "string" && catalogue.actions.has(type)) {
    const params = entry("params", "parameters", "payload");
    return { type, params: typeof params === "object" && params !== null && !Array.isArray(params) ? params : {} };
  }
  if (typeof url === "string") return { type: "open_url", url };
  const context = entry("context", "message", "prompt", "text");
  return { type: "continue_conversation", ...(typeof context === "string" && context !== "" ? { context } : {}) };
}

function fromText(text: string, catalogue: Catalogue): UiValue {
  if (catalogue.actions.has(text)) return { type: text, params: {} };
  if (/^(https?:\/\/|mailto:|\/)/i.test(text)) return { type: "open_url", url: text };
  return { type: "continue_conversation", ...(/\s/.test(text) ? { context: text } : {}) };
}

/** `Action([@ToAssistant("…")])` and `Action([@OpenUrl("…")])`: the form of a relative of this library. */
function fromCall(name: string, args: Draft[], catalogue: Catalogue, peek: Peek, plain: Plain): UiValue | undefined {
  const first = args[0];
  if (first === undefined) return undefined;
  if (name === "Action") return actionFrom(first, catalogue, peek, plain);
  const text = plain(first);
  if (typeof text !== "string") return undefined;
  if (name === "OpenUrl") return { type: "open_url", url: text };
  return name === "ToAssistant" ? { type: "continue_conversation", context: text } : undefined;
}

/** An action as a library wants it whose actions are expressions: `Action([@ToAssistant("…")])`; undefined when it does nothing of its own. */
function actionSteps(action: UiValue): UiNode | undefined {
  if (typeof action !== "object" || action === null || Array.isArray(action) || isUiNode(action)) return undefined;
  const url = action.type === "open_url" && typeof action.url === "string" ? safeUrl(action.url) : null;
  if (url !== null) return { component: "Action", props: { steps: [{ component: "@OpenUrl", props: { url } }] } };
  const message = action.type === "continue_conversation" ? action.context : undefined;
  if (typeof message !== "string") return undefined;
  return { component: "Action", props: { steps: [{ component: "@ToAssistant", props: { message } }] } };
}
