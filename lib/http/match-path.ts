/**
 * Matches a request's path against a route's pattern; gives the decoded parameters, or null. Clients glue base URLs and paths
 * together in many ways, so doubled and trailing slashes count for nothing, and `/v1/…` stands for `/v1/embed/…`.
 * Percent-encoded slashes separate nothing: `*id` gives `c1/x` for `c1%2Fx` and for `c1/x`.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = segments(pattern);
  const given = segments(path);
  return match(wanted, given) ?? (wanted[1] === "embed" ? match(wanted.toSpliced(1, 1), given) : null);
}

const segments = (path: string): string[] => path.split("/").filter((segment) => segment !== "");

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
