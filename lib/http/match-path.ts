/**
 * Matches a request's path against a route's pattern; gives the decoded parameters, or null. Clients glue base URLs and paths
 * together in many ways, so doubled and trailing slashes count for nothing, and `/v1/…` and `/…` stand for `/v1/embed/…`.
 * Percent-encoded slashes separate nothing: `*id` gives `c1/x` for `c1%2Fx` and for `c1/x`.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  return match(withoutBase(pattern), withoutBase(path));
}

function withoutBase(path: string): string[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  if (segments[0] !== "v1") return segments;
  return segments.slice(segments[1] === "embed" ? 2 : 1);
}

function match(wanted: string[], given: string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    if (i >= given.length) return null;
    if (segment.startsWith("*")) return decodeInto(params, segment.slice(1), given.slice(i).join("/"));
    if (segment.startsWith(":")) {
      if (!decodeInto(params, segment.slice(1), given[i] ?? "")) return null;
    } else if (segment !== given[i]) {
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
