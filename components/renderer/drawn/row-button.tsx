import { useContext } from "react";
import { escape } from "@/lib/genui/read/envelope";
import type { GenUIAction } from "../gen-ui-props";
import { type Fields, fieldsOf, isElement, textOf } from "../openui/drawing";
import { iconOf } from "../openui/icon";
import { ActContext } from "./act";
import type { RowNote } from "./data-table";

/** A button of a row, where the renderer's own cannot stand: it sends what that one sends, and opens nothing itself. */
export function RowButton({ node, row }: { node: unknown; row: RowNote }) {
  const { isStreaming, onAction } = useContext(ActContext);
  if (!isElement(node)) return null;
  const props = fieldsOf(node.props);
  const [label, icon] = [textOf(props.label) || textOf(props.name) || "Continue", iconOf(props.icon)];
  const isPrimary = props.variant === "primary";
  return (
    <button
      type="button"
      disabled={isStreaming}
      aria-label={icon ? label : undefined}
      className={`inline-flex cursor-pointer items-center rounded-control text-left border px-2.5 py-1 font-medium text-[13px] disabled:cursor-default disabled:opacity-60 pointer-coarse:min-h-11 ${
        isPrimary ? "border-ink bg-ink text-canvas hover:bg-ink-hover" : "border-control bg-surface text-ink hover:bg-hover"
      }`}
      onClick={() => onAction(actionOf(props, label, row))}
    >
      {icon ?? label}
    </button>
  );
}

function actionOf({ action }: Fields, label: string, row: RowNote): GenUIAction {
  const { type, url, context, params } = fieldsOf(action);
  const given = {
    ...fieldsOf(params),
    ...(typeof url === "string" && { url }),
    ...(typeof context === "string" && { context }),
  };
  const kind = typeof type === "string" ? type : "continue_conversation";
  if (kind !== "continue_conversation") return { type: kind, params: given, humanFriendlyMessage: label, llmFriendlyMessage: label };
  const note = `User clicked on table action: ${label} for row ${row.number} with data: ${row.first}`;
  const llmFriendlyMessage = `<content thesys="true">${escape(label)}</content><context>${escape(JSON.stringify([note, {}]))}</context>`;
  return { type: kind, params: { ...given, llmFriendlyMessage }, humanFriendlyMessage: label, llmFriendlyMessage };
}
