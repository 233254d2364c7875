import Link from "next/link";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { ToolStep } from "@/lib/conversations/schema";
import type { FileResult } from "@/lib/generation/hosted";

interface PassagesProps {
  fileId: string;
  filename: string;
  steps: readonly ToolStep[];
}

/** What was found in a file, as it stands there. */
export function Passages({ fileId, filename, steps }: PassagesProps) {
  const found = passagesOf(fileId, steps);
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <h2 className="shrink-0 break-words px-4 pt-4 pr-12 pb-2 font-semibold text-[13px] text-ink">{filename}</h2>
      <div className="flex flex-col gap-3 px-4 pb-6 text-[13px] text-ink-soft leading-relaxed">
        {found.length === 0 ? <p>The passages are not kept with this answer.</p> : null}
        {found.map(({ text, score }) => (
          <blockquote key={text} className="rounded-control border border-line bg-surface px-3.5 py-3">
            <p className="whitespace-pre-wrap break-words text-ink">{text}</p>
            <p className="mt-2 text-ink-muted text-xs">{Math.round(score * 100)} % match</p>
          </blockquote>
        ))}
        <Link href="/files" className={TEXT_LINK}>
          Open the Files page
        </Link>
      </div>
    </div>
  );
}

function passagesOf(fileId: string, steps: readonly ToolStep[]): FileResult[] {
  const all = steps.flatMap(({ item }) => (item.type === "file_search_call" ? (item.results ?? []) : []));
  const own = new Map(all.filter((result) => result.file_id === fileId).map((result) => [result.text, result]));
  return [...own.values()];
}
