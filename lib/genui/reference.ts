import { DEFAULT_UI, type UiOptions } from "@/lib/generation/request";
import { COMPONENT_GROUPS, COMPONENTS, EXPERIMENTAL, LIBRARY_VERSION, ROOT, traitsOf } from "./library/library";
import { type ComponentDescription, describeComponents, type NamedType } from "./library/signature";
import { wrap } from "./read/envelope";
import { createStage } from "./stage";

/** A component as the documentation shows it. */
export interface ComponentReference extends ComponentDescription {
  description: string;
  /** Left out of answers unless a request includes it. */
  isOptIn: boolean;
  /** Whether its example takes about the height of a chart. */
  isTall: boolean;
  /** The components in which it may stand directly. */
  parents: string[];
  /** A whole program in OpenUI Lang that shows it. */
  program: string;
  /** That program as an answer holds it. */
  answer: string;
}

export interface LibraryReference {
  version: string;
  types: NamedType[];
  groups: { name: string; components: ComponentReference[] }[];
}

const EVERY_COMPONENT: UiOptions = { ...DEFAULT_UI, includedComponents: [...EXPERIMENTAL] };

let made: LibraryReference | undefined;

/** The documentation of the component library, made of its schemas. */
export function libraryReference(): LibraryReference {
  made ??= makeReference();
  return made;
}

function makeReference(): LibraryReference {
  const { types, components } = describeComponents(EVERY_COMPONENT);
  const byName = new Map(components.map((component) => [component.name, component]));
  const toReference = (name: string): ComponentReference[] => {
    const described = byName.get(name);
    const component = COMPONENTS[name];
    if (!described || !component) return [];
    const parents = components.filter(({ children }) => children.includes(name)).map((parent) => parent.name);
    const program = programOf(name, component.example);
    return [
      {
        ...described,
        description: component.description ?? "",
        isOptIn: EXPERIMENTAL.includes(name),
        isTall: component.traits.isTall ?? false,
        parents,
        program,
        answer: wrap(program),
      },
    ];
  };
  return {
    version: LIBRARY_VERSION,
    types,
    groups: COMPONENT_GROUPS.map((group) => ({ name: group.name, components: group.components.flatMap(toReference) })),
  };
}

/** A program around the example; a part gets the place it needs as a part that a model left without one would. */
function programOf(name: string, example: string): string {
  if (name === ROOT) return `root = ${example}`;
  const stage = createStage(EVERY_COMPONENT);
  const framed = traitsOf(name).frame?.replaceAll("…", () => example) ?? example;
  return (stage.push(`root = ${ROOT}([example])\nexample = ${framed}\n`) + stage.end("whole", false)).trim();
}
