import { COMPONENTS } from "./library";

/** The names of a component's arguments in order; null for a component nobody defined. */
export type ArgumentOrder = (component: string) => readonly string[] | null;

const builtIn = new Map<string, readonly string[]>(
  Object.entries(COMPONENTS).map(([name, component]) => [name, Object.keys(component.props.shape)]),
);

export const libraryOrder: ArgumentOrder = (component) => builtIn.get(component) ?? null;
