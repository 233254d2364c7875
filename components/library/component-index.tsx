import type { LibraryReference } from "@/lib/genui/reference";

/** The names of what is shown below, by group. */
export function ComponentIndex({ groups }: { groups: LibraryReference["groups"] }) {
  return (
    <nav aria-label="Index of components" className="columns-2 gap-x-6 pt-7 sm:columns-3 lg:columns-4">
      {groups.map(({ name, components }) => (
        <section key={name} aria-label={name} className="break-inside-avoid pb-5">
          <h2 className="pb-1 font-medium text-ink-muted text-xs">{name}</h2>
          <ul>
            {components.map((component) => (
              <li key={component.name}>
                <a
                  href={`#${component.name}`}
                  className="-mx-1.5 inline-block min-h-6 max-w-full break-words rounded-[5px] px-1.5 text-[13px] text-ink-soft leading-6 hover:bg-hover hover:text-ink pointer-coarse:min-h-9 pointer-coarse:leading-9"
                >
                  {component.name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
