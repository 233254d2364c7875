/** What an argument may be: plain data, components, or both mixed. Never an expression, never NaN or Infinity. */
export type UiValue = string | number | boolean | null | UiNode | UiValue[] | { [key: string]: UiValue };

/** One component of an interface. `props` are by name; an absent prop is absent, not undefined. */
export interface UiNode {
  component: string;
  props: Record<string, UiValue>;
}

/** Tells a component from plain data: data never has exactly the keys `component` and `props`. */
export function isUiNode(value: unknown): value is UiNode {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { component, props } = value as { component?: unknown; props?: unknown };
  return (
    typeof component === "string" && typeof props === "object" && props !== null && !Array.isArray(props) && Object.keys(value).length === 2
  );
}
