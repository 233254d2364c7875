/**
 * Matches a request's path against a route's pattern; gives the decoded parameters, or null. Clients glue base URLs and paths
 * together in many ways, so doubled and trailing slashes count for nothing, and `/v1/…` and `/…` stand for `/v1/embed/…`.
 * Percent-encoded slashes separate nothing: `*id` gives `c1/x` for `c1%2Fx` and for `c1/x`.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  return matchSegments(pattern, toSegments(path));
}

/** A path's segments after the base, for `matchSegments`: taken apart once, it can be held against every pattern. */
export function toSegments(path: string): string[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  if (segments[0] !== "v1") return segments;
  return segments.slice(segments[1] === "embed" ? 2 : 1);
}

/** As `matchPath`. Patterns are the few that are declared, so they are remembered. */
export function matchSegments(pattern: string, given: string[]): Record<string, string> | null {
  const wanted = patterns.get(pattern) ?? toSegments(pattern);
  patterns.set(pattern, wanted);
  return match(wanted, given);
}

const patterns = new Map<string, string[]>();

function match(wanted: string[], given: string[]): Record<string, string> | null {
  if (wanted.length > given.length) return null;
  const params: Record<string, string> = {};
  for (let i = 0; i < wanted.length; i++) {
    const [segment, text] = [wanted[i] ?? "", given[i] ?? ""];
    if (segment.startsWith("*")) return decodeInto(params, segment.slice(1), given.slice(i).join("/"));
    if (segment.startsWith(":")) {
      if (!decodeInto(params, segment.slice(1), text)) return null;
    } else if (segment !== text) {
      return null;
    }
  }
  return wanted.length === given.length ? params : null;
}

/** Gives null for what is no percent-encoding of UTF-8: no id looks like that. */
function decodeInto(params: Record<string, string>, name: string, text: string): Record<string, string> | null {
  try {
    params[name] = decodeURIComponent(text);
    return params;
  } catch {
    return null;
  }
}
