import { CopyButton } from "@/components/ui/copy-button";

const COMMAND = "npm run -s cli -- owner-link";

/** How the owner gets a link to sign in with. */
export function LinkCommand() {
  return (
    <div className="flex items-center justify-between gap-2 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
      <code className="overflow-x-auto whitespace-nowrap font-mono text-[12.5px] text-ink">{COMMAND}</code>
      <CopyButton text={COMMAND} label="Copy the command" />
    </div>
  );
}
