import { Callout } from "@/components/ui/callout";

/** What remains when an answer cannot be rendered: a sentence and its text. */
export function RawFallback({ response }: { response: string }) {
  return (
    <div className="flex flex-col gap-3">
      <Callout tone="warning" title="This answer could not be rendered">
        Here is its text. Retry to get another one.
      </Callout>
      <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words rounded-control border border-line bg-sunken p-3.5 font-mono text-[13px] text-ink leading-5.5">
        {response.trim() === "" ? "(empty)" : response}
      </pre>
    </div>
  );
}
