import type { LibraryReference } from "@/lib/genui/reference";

type Group = LibraryReference["groups"][number];

export interface ComponentFilter {
  /** Null shows every group. */
  group: string | null;
  search: string;
}

/** The groups with what is left of them: of one group, or with every word in the name ("bar chart" is in BarChart) or the description. */
export function findComponents(groups: Group[], { group, search }: ComponentFilter): Group[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .filter(({ name }) => group === null || name === group)
    .map(({ name, components }) => ({
      name,
      components: components.filter((component) => {
        const text = `${component.name} ${component.description}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ components }) => components.length > 0);
}
