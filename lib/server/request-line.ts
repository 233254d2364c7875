import type { IncomingMessage } from "node:http";
import { ApiError } from "@/lib/errors";
import { splitTarget } from "./native-exchange";

const HOST = /^(?:[\w.~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/;

/** What is wrong with the target or the host of a request, whoever would answer it; null when nothing is. */
export function requestLineFault(request: IncomingMessage): ApiError | null {
  const target = request.url ?? "";
  if (!target.startsWith("/") && !/^https?:\/\/[^/?#]/i.test(target))
    return new ApiError("invalid_request", "The request's target must be a path, such as /v1/embed/models.");
  if ((request.headersDistinct.host?.length ?? 0) > 1) return new ApiError("invalid_request", "The request names its host more than once.");
  if (!HOST.test(request.headers.host ?? "")) return new ApiError("invalid_request", "The request's Host header names no host.");
  return null;
}

/** What is wrong with the path of a page, or null: what is no percent-encoding of UTF-8 is the address of nothing. */
export function pagePathFault(request: IncomingMessage): ApiError | null {
  try {
    decodeURIComponent(splitTarget(request.url ?? "/")[0]);
    return null;
  } catch {
    return new ApiError("invalid_request", "The address is not complete: a percent sign in it stands for nothing.");
  }
}

/** Pages see the path alone, also of a request that names the whole address. */
export function toOriginForm(request: IncomingMessage): void {
  const target = request.url ?? "/";
  if (target.startsWith("/")) return;
  const [path, search] = splitTarget(target);
  request.url = `${path.startsWith("/") ? "" : "/"}${path}${search === "" ? "" : `?${search}`}`;
}
