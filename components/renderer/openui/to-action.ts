import { type ActionEvent, BuiltinActionType } from "@openuidev/react-lang";
import { escape } from "@/lib/genui/read/envelope";
import type { GenUIAction } from "../gen-ui-props";
import { ROW_NOTE } from "./use-press";

/** An action in the words of the wire format: what was pressed and what the forms hold, as clients of the C1 format send them. */
export function toAction({ type, params: given, humanFriendlyMessage, formState }: ActionEvent): GenUIAction {
  const { [ROW_NOTE]: rowNote, ...params }: Record<PropertyKey, unknown> = { ...given };
  if (type !== BuiltinActionType.ContinueConversation)
    return { type, params, humanFriendlyMessage, llmFriendlyMessage: humanFriendlyMessage };
  const note = typeof rowNote === "string" ? rowNote : `User clicked: ${humanFriendlyMessage}`;
  const context = escape(JSON.stringify([note, formState ?? {}]));
  const llmFriendlyMessage = `<content thesys="true">${escape(humanFriendlyMessage)}</content><context>${context}</context>`;
  return { type, params: { ...params, llmFriendlyMessage }, humanFriendlyMessage, llmFriendlyMessage };
}
