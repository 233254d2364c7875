import type { ComponentReference } from "@/lib/genui/reference";
import { TypeText } from "./type-text";

/** The arguments in the order in which a call has them. */
export function ArgumentList({ component, linked }: { component: ComponentReference; linked: ReadonlySet<string> }) {
  return (
    <ol aria-label={`Arguments of ${component.name}`} className="divide-y divide-line border-line border-y">
      {component.arguments.map((argument, index) => (
        <li key={argument.name} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 py-2">
          <span aria-hidden="true" className="text-ink-muted text-xs tabular-nums leading-5">
            {index + 1}
          </span>
          <div className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-2 leading-5">
              <code className="font-medium font-mono text-[13px] text-ink">{argument.name}</code>
              <span className="text-ink-muted text-xs">{argument.isRequired ? "" : "optional"}</span>
              {argument.default === undefined ? null : (
                <span className="text-ink-muted text-xs">
                  default <code className="font-mono">{JSON.stringify(argument.default)}</code>
                </span>
              )}
            </p>
            <code className="wrap-anywhere block font-mono text-ink-soft text-xs leading-5">
              <TypeText type={argument.type} linked={linked} />
            </code>
            {argument.description ? <p className="text-[13px] text-ink-soft leading-relaxed">{argument.description}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
