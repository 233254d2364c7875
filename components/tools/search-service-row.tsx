"use client";

import type { SearchServiceActions } from "@/components/tools/search-service-actions";
import { TestState, ToolRow } from "@/components/tools/tool-row";
import { useTest } from "@/components/tools/use-test";
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
  const heading = (
    <>
      {label}
      <TestState unreadable={isUnreadable ? "Key unreadable" : null} outcome={outcome} />
    </>
  );
  return (
    <ToolRow
      label={label}
      heading={heading}
      address={baseUrl ?? address ?? ""}
      detail={keyWords(service)}
      told={outcome ? <Outcome outcome={outcome} /> : null}
      test={isUnreadable ? null : { run: () => void run(), isPending: pending }}
      onEdit={onEdit}
      onRemove={onRemove}
    />
  );
}

function keyWords({ isUnreadable, hasKey, last4 }: SearchServiceView): string {
  if (isUnreadable) return "The key can't be decrypted any more, as after AUTH_SECRET was changed. Enter it again.";
  if (!hasKey) return "Without a key";
  return last4 === null ? "With a key" : `With the key that ends in ${last4}`;
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
