import { FORM_BYTES_MAX } from "./form-size";
import { isSameOrigin } from "./same-origin";
import { readSessionCookie } from "./session-cookie";

/** Who is not signed in has a name, an address and a password to send. */
const ANONYMOUS_BYTES_MAX = 64 * 1024;

/**
 * Why a form sent to a page is not taken, or null. Next refuses the same requests, but as if the server had failed:
 * those that another site made, and bodies that are too large or do not say how large they are.
 */
export function pageRefusal(request: {
  method: string;
  header(name: string): string | null;
}): { status: 403 | 411 | 413; message: string } | null {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return null;
  const comesFromBrowser = request.header("origin") !== null || request.header("sec-fetch-site") !== null;
  if (comesFromBrowser && !isSameOrigin(request)) return { status: 403, message: "Another site sent this form, so it was not taken." };
  const length = request.header("content-length");
  if (length === null) return { status: 411, message: "The size of the form is missing." };
  const bytesMax = readSessionCookie(request.header("cookie")) === null ? ANONYMOUS_BYTES_MAX : FORM_BYTES_MAX;
  if (!/^\d{1,15}$/.test(length) || Number(length) > bytesMax) return { status: 413, message: "The form is larger than the server takes." };
  return null;
}
