import { FileText, Trash2 } from "lucide-react";
import { type FileEntry, sizeInWords } from "@/components/files/file-entry";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";

const STATES: Record<FileEntry["status"], { tone: Tone; word: string }> = {
  in_progress: { tone: "accent", word: "Being read" },
  completed: { tone: "success", word: "Ready" },
  cancelled: { tone: "neutral", word: "Not read" },
  failed: { tone: "danger", word: "Failed" },
};

/** The files of a store with what became of them; without `onRemove` they are only looked at. */
export function FileList({ files, onRemove }: { files: readonly FileEntry[]; onRemove: ((file: FileEntry) => void) | null }) {
  return (
    <ul aria-label="Files" className="divide-y divide-line border-line border-t">
      {files.map((file) => {
        const { tone, word } = STATES[file.status];
        return (
          <li key={file.id} className="flex items-center gap-3 px-5 py-3">
            <FileText aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
            <div className="min-w-0 flex-1 text-sm">
              <p className="truncate font-medium text-ink" title={file.name}>
                {file.name}
              </p>
              <p className="text-[13px] text-ink-soft">
                {sizeInWords(file.bytes)} · <RelativeTime at={file.addedAt} />
              </p>
              {file.problem ? <p className="text-[13px] text-danger">{file.problem}</p> : null}
            </div>
            <Badge tone={tone} dot>
              {word}
            </Badge>
            {onRemove ? (
              <Button variant="ghost" size="sm" square aria-label={`Remove ${file.name}`} onClick={() => onRemove(file)}>
                <Trash2 aria-hidden="true" className="size-4" />
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
