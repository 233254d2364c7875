import { ApiError } from "@/lib/errors";
import { type Answer, errorAnswer } from "./answer";
import type { ApiRoute } from "./api-route";
import { CORS_HEADERS, preflightHeaders } from "./cors";
import type { Exchange } from "./exchange";
import { matchSegments, toSegments } from "./match-path";
import { adviceFor } from "./unknown-path";

/** Answers a request by the route for its path and method: 404 before 405, both before anything is asked of the caller. Never throws. */
export async function dispatch(routes: readonly ApiRoute[], exchange: Exchange): Promise<Answer> {
  const startedAtMs = performance.now();
  const answer = await route(routes, exchange);
  Object.assign(answer.headers, CORS_HEADERS, {
    "x-request-id": exchange.requestId,
    "openai-processing-ms": String(Math.round(performance.now() - startedAtMs)),
    "openai-version": "2020-10-01",
  });
  return exchange.method === "HEAD" ? { ...answer, body: null } : answer;
}

async function route(routes: readonly ApiRoute[], exchange: Exchange): Promise<Answer> {
  const segments = toSegments(exchange.path);
  const matches = routes.flatMap((candidate) => {
    const params = matchSegments(candidate.path, segments);
    return params ? [{ candidate, params }] : [];
  });
  if (matches.length === 0) return errorAnswer(new ApiError("not_found", adviceFor(segments, routes)));

  const methods = matches.flatMap(({ candidate }) => (candidate.method === "GET" ? ["GET", "HEAD"] : [candidate.method]));
  const allowed = [...methods, "OPTIONS"];
  if (exchange.method === "OPTIONS")
    return { status: 204, headers: preflightHeaders(allowed, exchange.header("access-control-request-headers")), body: null };

  const wanted = exchange.method === "HEAD" ? "GET" : exchange.method;
  const match = matches.find(({ candidate }) => candidate.method === wanted);
  if (match) return match.candidate.run({ ...exchange, params: match.params });
  const answer = errorAnswer(new ApiError("method_not_allowed", `This path takes ${methods.join(", ")}.`));
  answer.headers.allow = allowed.join(", ");
  return answer;
}
