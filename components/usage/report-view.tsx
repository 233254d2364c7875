import { SmallTable } from "@/components/usage/small-table";
import { isRecord, plainText } from "@/lib/json";

/** What the check of an interface found and the repair mended. */
export function ReportView({ report }: { report: unknown }) {
  if (!isRecord(report)) return <p className="text-ink-soft text-sm">No interface was checked.</p>;
  const problems = Array.isArray(report.problems) ? report.problems.filter(isRecord) : [];
  if (problems.length === 0) return <p className="text-ink-soft text-sm">The interface was valid as it came.</p>;
  return (
    <SmallTable
      label="What was mended"
      columns={["Problem", "Component", "In words"]}
      figuresFrom={3}
      rows={problems.map(({ code, component, message }, index) => ({
        id: String(index),
        cells: [<code key="code">{plainText(code)}</code>, plainText(component) || "–", plainText(message)],
      }))}
    />
  );
}
