import { z } from "zod/v4";
import { BACKEND_NAMES, type BackendName } from "@/lib/tools/web/backends";

/** What the page sends; `apiKey` null keeps the one that is stored, an empty one removes it. */
export const SaveSearchServiceBody = z.object({
  backend: z.enum(BACKEND_NAMES),
  /** Null takes the service's own address. */
  baseUrl: z
    .string()
    .trim()
    .max(500)
    .pipe(z.url({ protocol: /^https?$/ }))
    .nullable(),
  apiKey: z
    .string()
    .trim()
    .max(1_000)
    .regex(/^[\x21-\x7e]*$/)
    .nullable(),
  allowLocal: z.boolean(),
});
export type SaveSearchServiceBody = z.output<typeof SaveSearchServiceBody>;

/** A service as the page shows it; the key itself is never in it. */
export interface SearchServiceView {
  backend: BackendName;
  baseUrl: string | null;
  allowLocal: boolean;
  /** The end of the stored key; null when there is none. */
  last4: string | null;
  hasKey: boolean;
  /** Whether the stored key can no longer be decrypted, as after AUTH_SECRET was changed. */
  isUnreadable: boolean;
}

/** What a change can be refused with, and what the page says then. */
export const SEARCH_SERVICE_FAILURES = {
  invalid_backend: "This service is not known here.",
  invalid_url: "The address begins with http:// or https://, and has no fragment.",
  url_with_credentials: "An address has no user name and no password: a key belongs in its own field.",
  invalid_key: "A key has no spaces and no letters outside ASCII.",
  needs_url: "It needs the address of your own.",
  needs_key: "It needs a key.",
  key_for_another_address: "The address has changed, and the stored key was meant for the old one: type the key again.",
  unknown_host: "This host name is not known here.",
  local_address: "This address is on your own network. Allow that if the server is yours.",
  metadata_address: "This address serves the secrets of cloud machines and can't be used.",
  not_https: "Outside your own network a key travels by https only.",
  not_found: "It is no longer there.",
} as const;
export type SearchServiceFailureReason = keyof typeof SEARCH_SERVICE_FAILURES;
export type SearchServiceResult = { ok: true } | { ok: false; reason: SearchServiceFailureReason };
