import type { NamedType } from "@/lib/genui/library/signature";
import { TypeText } from "./type-text";

/** The types that several components share. */
export function SharedTypes({ types, linked }: { types: NamedType[]; linked: ReadonlySet<string> }) {
  return (
    <section aria-labelledby="types" className="pt-10">
      <h2 id="types" className="font-semibold text-ink text-lg">
        Shared types
      </h2>
      <dl className="mt-4 divide-y divide-line border-line border-y">
        {types.map(({ name, type }) => (
          <div
            key={name}
            id={name}
            className="group/type scroll-mt-24 gap-x-6 py-3 sm:grid sm:grid-cols-[7rem_minmax(0,1fr)] lg:scroll-mt-0"
          >
            <dt className="font-medium font-mono text-[13px] text-ink leading-5 group-target/type:text-accent">{name}</dt>
            <dd className="wrap-anywhere font-mono text-ink-soft text-xs leading-5">
              <TypeText type={type} linked={linked} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
