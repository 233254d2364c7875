import { matchSegments } from "./match-path";

const BASES = new Set(["v1", "embed"]);

/** Products of the hosted API that are not here, by the first segment of their paths. */
const ABSENT = new Map([
  ["artifact", "Artifacts (slides, reports) are not made here; POST /v1/embed/chat/completions makes interface."],
  ["artifacts", "Artifacts (slides, reports) are not kept here; POST /v1/embed/chat/completions makes interface."],
  ["mcp", "There is no MCP server here. The API's paths begin with /v1/embed/."],
]);

/** What to tell a client that asked for a path at which there is nothing, given the path's segments after the base. */
export function adviceFor(segments: readonly string[], routes: readonly { path: string }[]): string {
  const begin = segments.findIndex((segment) => !BASES.has(segment));
  const rest = begin === -1 ? [] : segments.slice(begin);
  if (rest.length < segments.length) {
    const meant = routes.find(({ path }) => matchSegments(path, rest));
    return `There is nothing at this path: the base URL is in it twice. ${meant ? `The endpoint is ${meant.path}.` : "It ends in /v1/embed."}`;
  }
  return ABSENT.get(rest[0] ?? "") ?? "There is nothing at this path. The API's paths begin with /v1/embed/.";
}
