"use client";

import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import type { McpServerActions } from "@/components/tools/mcp-server-actions";
import { McpServerDialog } from "@/components/tools/mcp-server-dialog";
import { McpServerRow } from "@/components/tools/mcp-server-row";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RemoveDialog } from "@/components/ui/remove-dialog";
import type { McpServerView } from "@/lib/mcp-servers/schema";

type Task = { type: "save"; server: McpServerView | null } | { type: "remove"; server: McpServerView };

interface McpServersProps {
  servers: McpServerView[];
  actions: McpServerActions;
}

/** The servers whose tools models may use: added, changed, tested and removed. */
export function McpServers({ servers, actions }: McpServersProps) {
  const [task, setTask] = useState<Task | null>(null);
  const [saved, setSaved] = useState<{ id: string; count: number }>({ id: "", count: 0 });
  const close = () => setTask(null);
  const save: McpServerActions["save"] = async (body) => {
    const result = await actions.save(body);
    if (result.ok) setSaved(({ count }) => ({ id: result.id, count: count + 1 }));
    return result;
  };
  const add = (
    <Button size="sm" onClick={() => setTask({ type: "save", server: null })}>
      <Plus aria-hidden="true" className="size-4" />
      Add a server
    </Button>
  );
  return (
    <Card
      title="MCP servers"
      description="Tools that models may call, from servers of the Model Context Protocol. A request names one by its label: {&quot;type&quot;: &quot;mcp&quot;, &quot;server_label&quot;: …}."
      flush
      actions={servers.length > 0 ? add : undefined}
    >
      {servers.length === 0 ? (
        <EmptyState heading="h3" icon={<Plug className="size-5" />} title="No server yet" actions={add} className="border-line border-t">
          Add one, and every model here can use its tools. What changes something asks you first.
        </EmptyState>
      ) : (
        <ul aria-label="MCP servers" className="divide-y divide-line border-line border-t">
          {servers.map((server) => (
            <McpServerRow
              key={server.id}
              server={server}
              test={actions.test}
              saved={server.id === saved.id ? saved.count : 0}
              onEdit={() => setTask({ type: "save", server })}
              onRemove={() => setTask({ type: "remove", server })}
            />
          ))}
        </ul>
      )}
      {task?.type === "save" ? <McpServerDialog server={task.server} save={save} onClose={close} /> : null}
      {task?.type === "remove" ? (
        <RemoveDialog
          title={`Remove ${task.server.label}?`}
          consequence="Its headers are deleted. Requests that name it are refused from then on."
          remove={() => actions.remove(task.server.id)}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}
