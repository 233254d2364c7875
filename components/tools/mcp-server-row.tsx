"use client";

import type { McpServerActions } from "@/components/tools/mcp-server-actions";
import { TestState, ToolRow } from "@/components/tools/tool-row";
import { useTest } from "@/components/tools/use-test";
import { Badge } from "@/components/ui/badge";
import type { McpApproval, McpServerView } from "@/lib/mcp-servers/schema";
import type { McpServerTest } from "@/lib/tools/mcp/test-server";

export const APPROVAL_WORDS: Record<McpApproval, string> = {
  always: "Every call is asked for",
  writes: "Calls are asked for unless they only read",
  never: "No call is asked for",
};

interface McpServerRowProps {
  server: McpServerView;
  test: McpServerActions["test"];
  /** It was just saved: whether it works is found out at once. A new number tests again. */
  saved: number;
  onEdit: () => void;
  onRemove: () => void;
}

/** A server of the list, with what is known of it once it was tested. */
export function McpServerRow({ server, test, saved, onEdit, onRemove }: McpServerRowProps) {
  const { label, isUnreadable } = server;
  const { pending, outcome, run } = useTest(server.id, test, saved);
  const heading = (
    <>
      <span className="break-all font-mono text-[13px]">{label}</span>
      <TestState unreadable={isUnreadable ? "Headers unreadable" : null} outcome={outcome} />
      {server.isShared ? <Badge tone="neutral">For everybody here</Badge> : null}
    </>
  );
  return (
    <ToolRow
      label={label}
      heading={heading}
      address={server.url}
      detail={detail(server)}
      told={outcome ? <Outcome label={label} outcome={outcome} /> : null}
      test={isUnreadable ? null : { run: () => void run(), isPending: pending }}
      onEdit={onEdit}
      onRemove={onRemove}
    />
  );
}

function detail({ approval, allowedTools, headerNames, isUnreadable }: McpServerView): string {
  if (isUnreadable) return "The headers can't be decrypted any more, as after AUTH_SECRET was changed. Enter them again.";
  const tools = allowedTools.length === 0 ? "all tools" : `only ${allowedTools.join(", ")}`;
  const headers = headerNames.length === 0 ? null : `with ${headerNames.join(", ")}`;
  return [APPROVAL_WORDS[approval], tools, headers].filter(Boolean).join(" · ");
}

function Outcome({ label, outcome }: { label: string; outcome: McpServerTest }) {
  if (!outcome.ok) return <p className="break-words text-danger">{outcome.message}</p>;
  const tools = outcome.tools.length === 1 ? "1 tool" : `${outcome.tools.length} tools`;
  return (
    <>
      <p className="text-success">
        Answered after {outcome.ms} ms with {tools}.
      </p>
      {outcome.tools.length > 0 ? (
        <details className="mt-1 text-ink-soft">
          <summary className="w-fit cursor-pointer rounded-control py-0.5 text-ink-soft hover:text-ink">What {label} can do</summary>
          <ul aria-label={`Tools of ${label}`} className="mt-1 flex flex-col gap-1">
            {outcome.tools.map((tool) => (
              <li key={tool.name}>
                <span className="break-all font-mono text-ink">{tool.name}</span>
                <span className="text-ink-muted"> {tool.isReadOnly ? "only reads" : "may change something"}</span>
                <span className="block break-words">{tool.description}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
