import { formatDuration } from "@/components/usage/format";
import { SmallTable } from "@/components/usage/small-table";
import type { LoggedBody } from "@/lib/logs/schema";

/** Every request that a provider was sent for an answer, in order. */
export function AttemptTable({ attempts }: Pick<LoggedBody, "attempts">) {
  if (attempts.length === 0)
    return <p className="text-ink-soft text-sm">No provider was asked: the request was refused before, or the offline engine answered.</p>;
  return (
    <SmallTable
      label="Attempts"
      columns={["Provider", "Model", "Status", "Came to", "First byte", "End"]}
      figuresFrom={4}
      rows={attempts.map(({ provider, model, status, code, firstByteMs, totalMs }, index) => ({
        id: String(index),
        cells: [provider, model, status ?? "None", code ?? "An answer", formatDuration(firstByteMs), formatDuration(totalMs)],
      }))}
    />
  );
}
