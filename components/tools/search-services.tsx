"use client";

import { Globe, Plus } from "lucide-react";
import { useState } from "react";
import type { SearchServiceActions } from "@/components/tools/search-service-actions";
import { SearchServiceDialog } from "@/components/tools/search-service-dialog";
import { SearchServiceRow } from "@/components/tools/search-service-row";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RemoveDialog } from "@/components/ui/remove-dialog";
import type { SearchServiceView } from "@/lib/search-services/schema";
import { BACKEND_NAMES, BACKENDS } from "@/lib/tools/web/backends";

type Task = { type: "save"; service: SearchServiceView | null } | { type: "remove"; service: SearchServiceView };

interface SearchServicesProps {
  services: SearchServiceView[];
  /** What the environment sets, which is asked last; null for nothing. */
  fromEnvironment: string | null;
  actions: SearchServiceActions;
}

/** The services that search the web for models: added, changed, tested and removed. */
export function SearchServices({ services, fromEnvironment, actions }: SearchServicesProps) {
  const [task, setTask] = useState<Task | null>(null);
  const [saved, setSaved] = useState<{ backend: string; count: number }>({ backend: "", count: 0 });
  const close = () => setTask(null);
  const save: SearchServiceActions["save"] = async (body) => {
    const result = await actions.save(body);
    if (result.ok) setSaved(({ count }) => ({ backend: body.backend, count: count + 1 }));
    return result;
  };
  const left = BACKEND_NAMES.filter((name) => services.every(({ backend }) => backend !== name));
  const add = (
    <Button size="sm" onClick={() => setTask({ type: "save", service: null })}>
      <Plus aria-hidden="true" className="size-4" />
      Add a service
    </Button>
  );
  const note = fromEnvironment ? ` ${fromEnvironment}, which the environment sets, is asked last.` : "";
  return (
    <Card
      title="Web search"
      description={`Who searches the web for models, in this order: the next is asked where one fails.${note}`}
      flush
      actions={services.length > 0 && left.length > 0 ? add : undefined}
    >
      {services.length === 0 ? (
        <EmptyState heading="h3" icon={<Globe className="size-5" />} title="No service yet" actions={add} className="border-line border-t">
          Add one, and every model here can search the web, read pages and show where it has it from.
        </EmptyState>
      ) : (
        <ul aria-label="Search services" className="divide-y divide-line border-line border-t">
          {services.map((service) => (
            <SearchServiceRow
              key={service.backend}
              service={service}
              test={actions.test}
              saved={service.backend === saved.backend ? saved.count : 0}
              onEdit={() => setTask({ type: "save", service })}
              onRemove={() => setTask({ type: "remove", service })}
            />
          ))}
        </ul>
      )}
      {task?.type === "save" ? <SearchServiceDialog service={task.service} left={left} save={save} onClose={close} /> : null}
      {task?.type === "remove" ? (
        <RemoveDialog
          title={`Remove ${BACKENDS[task.service.backend].label}?`}
          consequence="Its key is deleted. Where it is the only one, requests for a web search are refused from then on."
          remove={() => actions.remove(task.service.backend)}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}
