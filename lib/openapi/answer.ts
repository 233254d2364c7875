import type { Answer } from "@/lib/http/answer";
import { CORS_HEADERS } from "@/lib/http/cors";
import { openApiDocument } from "./document";

let text: string | null = null;

/** The answer of `GET /openapi.json`, for anyone and from any origin. */
export function openApiAnswer(): Answer {
  text ??= JSON.stringify(openApiDocument());
  return {
    status: 200,
    headers: {
      ...CORS_HEADERS,
      "content-type": "application/json",
      "cache-control": "public, max-age=300",
      "x-content-type-options": "nosniff",
    },
    body: text,
  };
}
