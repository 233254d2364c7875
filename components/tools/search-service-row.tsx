"use client";

import type { SearchServiceActions } from "@/components/tools/search-service-actions";
import { useTest } from "@/components/tools/use-test";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { SearchServiceView } from "@/lib/search-services/schema";
import type { SearchServiceTest } from "@/lib/search-services/test-service";
import { BACKENDS } from "@/lib/tools/web/backends";

interface SearchServiceRowProps {
  service: SearchServiceView;
  test: SearchServiceActions["test"];
  /** It was just saved: whether it works is found out at once. A new number tests again. */
  saved: number;
  onEdit: () => void;
  onRemove: () => void;
}

/** A service of the list, with what is known of it once it was tested. */
export function SearchServiceRow({ service, test, saved, onEdit, onRemove }: SearchServiceRowProps) {
  const { backend, baseUrl, isUnreadable } = service;
  const { label, address } = BACKENDS[backend];
  const { pending, outcome, run } = useTest(backend, test, saved);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
          {label}
          <State isUnreadable={isUnreadable} outcome={outcome} />
        </p>
        <p className="break-all text-ink-soft text-xs leading-relaxed">{baseUrl ?? address}</p>
        <p className="break-words text-ink-muted text-xs leading-relaxed">{keyWords(service)}</p>
        <div role="status" className="text-xs leading-relaxed empty:hidden">
          {outcome ? <Outcome outcome={outcome} /> : null}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {isUnreadable ? null : (
          <Button size="sm" aria-label={`Test ${label}`} loading={pending} onClick={run}>
            Test
          </Button>
        )}
        <Button size="sm" aria-label={`Edit ${label}`} onClick={onEdit}>
          Edit
        </Button>
        <Button size="sm" variant="ghost" aria-label={`Remove ${label}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

function keyWords({ isUnreadable, hasKey, last4 }: SearchServiceView): string {
  if (isUnreadable) return "The key can't be decrypted any more, as after AUTH_SECRET was changed. Enter it again.";
  if (!hasKey) return "Without a key";
  return last4 === null ? "With a key" : `With the key that ends in ${last4}`;
}

function State({ isUnreadable, outcome }: { isUnreadable: boolean; outcome: SearchServiceTest | null }) {
  if (isUnreadable)
    return (
      <Badge tone="danger" dot>
        Key unreadable
      </Badge>
    );
  if (!outcome) return null;
  return (
    <Badge tone={outcome.ok ? "success" : "danger"} dot>
      {outcome.ok ? "Works" : "Does not answer"}
    </Badge>
  );
}

function Outcome({ outcome }: { outcome: SearchServiceTest }) {
  if (!outcome.ok) return <p className="break-words text-danger">{outcome.message}</p>;
  const results = outcome.results === 1 ? "1 result" : `${outcome.results} results`;
  return (
    <p className="text-success">
      Found {results} in {outcome.ms} ms.
    </p>
  );
}
