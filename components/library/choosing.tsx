import { CodeBlock } from "@/components/ui/code-block";
import { CHOICE_CODE } from "./choice";

/** How a request says which components its answer may have. */
export function Choosing() {
  return (
    <section aria-labelledby="choosing" className="pt-10">
      <h2 id="choosing" className="font-semibold text-ink text-lg">
        Choosing components
      </h2>
      <p className="mt-1 max-w-prose text-ink-soft text-sm leading-relaxed">
        Every request can say which components its answer may use, in{" "}
        <code className="font-mono text-[13px] text-ink">metadata.thesys</code>, a JSON string.
      </p>
      <div className="mt-4 grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <ul className="flex list-disc flex-col gap-2.5 pl-4 text-ink-soft text-sm leading-relaxed marker:text-ink-muted">
          <li>
            <strong className="font-medium text-ink">Included</strong> adds components that are left out otherwise.
          </li>
          <li>
            <strong className="font-medium text-ink">Excluded</strong> takes components away: the model is not told of them, and what it
            writes of them all the same becomes something else. Card and TextContent always stay.
          </li>
          <li>
            <strong className="font-medium text-ink">Custom</strong> adds your own: a name and a JSON Schema, whose properties in their
            order are the arguments. They may stand wherever TextContent may; your client draws them.
          </li>
        </ul>
        <CodeBlock code={CHOICE_CODE} label="request that chooses components" className="min-w-0" />
      </div>
    </section>
  );
}
