import { parseObject } from "@/lib/json";
import { type AuthAnswer, handleAuth } from "./handler";

const BODY_BYTES_MAX = 16_384;

/** The web handler of /api/auth/**: reads a small form or JSON body and gives next-auth's answer, never from a cache. */
export async function authRoute(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const method = request.method === "POST" ? "POST" : "GET";
  const body = method === "POST" ? await readFields(request) : {};
  if (body === null) return Response.json({ message: "The body must be a form or a JSON object of at most 16 KB." }, { status: 400 });
  const answer = await handleAuth({
    method,
    path: url.pathname.split("/").slice(3).filter(Boolean),
    query: Object.fromEntries(url.searchParams),
    body,
    header: (name) => request.headers.get(name),
  });
  return toResponse(answer, body.json === "true");
}

function toResponse({ status, location, setCookies, json }: AuthAnswer, wantsJson: boolean): Response {
  const headers = new Headers({ "cache-control": "private, no-store" });
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  if (location === null) return Response.json(json ?? {}, { status, headers });
  if (wantsJson) return Response.json({ url: location }, { status: 200, headers });
  headers.set("location", location);
  return new Response(null, { status: 302, headers });
}

async function readFields(request: Request): Promise<Record<string, unknown> | null> {
  try {
    const text = await readText(request);
    if (request.headers.get("content-type")?.includes("json")) return parseObject(text);
    return Object.fromEntries(new URLSearchParams(text));
  } catch {
    return null;
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) throw new RangeError("The body is too large.");
    chunks.push(chunk);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}
