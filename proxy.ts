import { type NextRequest, NextResponse } from "next/server";
import { pageRefusal } from "@/lib/auth/page-refusal";
import { publicOrigin } from "@/lib/auth/public-origin";
import { PATH_HEADER } from "@/lib/auth/return-to";
import { env } from "@/lib/env";

/** A page that everybody may read who has its link; the one that is meant for it may stand in a frame of any page, and no other. */
const SHARED = /^\/share\/[^/]+(\/embed)?$/;
/** The link is the key: it is not told to where the page's links lead, and to no search engine. */
const SHARED_HEADERS = { "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" };

/** Gives every page a nonce and the headers that keep what is shown in it from running, leaving or being framed. */
export function proxy(request: NextRequest): NextResponse {
  const refusal = pageRefusal({ method: request.method, header: (name) => request.headers.get(name) });
  if (refusal)
    return new NextResponse(refusal.message, {
      status: refusal.status,
      headers: { "content-type": "text/plain", "cache-control": "no-store" },
    });
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const shared = SHARED.exec(request.nextUrl.pathname);
  const policy = contentSecurityPolicy(nonce, shared?.[1] === undefined ? "'none'" : "*");
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("content-security-policy", policy);
  // Where to come back to after signing in: a page does not know its own address.
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(pageHeaders(policy))) response.headers.set(name, value);
  if (shared) for (const [name, value] of Object.entries(SHARED_HEADERS)) response.headers.set(name, value);
  if (publicOrigin((name) => request.headers.get(name)).startsWith("https:")) {
    response.headers.set("strict-transport-security", "max-age=31536000");
  }
  return response;
}

/** Pages only: the API sets its own headers, and files have nothing that runs. */
export const config = {
  matcher: [
    "/((?!v1/|mcp(?:/|$)|responses(?:/|$)|conversations(?:/|$)|chat/completions(?:/|$)|api/|_next/static/|_next/image|healthz$|readyz$|icon\\.svg$).*)",
  ],
};

function pageHeaders(policy: string): Record<string, string> {
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
  };
}

function contentSecurityPolicy(nonce: string, framedBy: string): string {
  return [
    "default-src 'self'",
    // React's development build evaluates code to show stacks.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${env().NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    // The renderer's theme and charts write style elements and attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy}`,
  ].join("; ");
}
