import { z } from "zod/v4";
import type { VENDORS } from "@/lib/upstream/providers";

/** Vendors with an API of their own. */
export const VENDOR_NAMES = ["openai", "anthropic", "google"] as const satisfies readonly (keyof typeof VENDORS)[];

/** Servers of the OpenAI format that many people run; the address is where each listens unless told otherwise. */
export const PRESETS = [
  { name: "ollama", label: "Ollama", baseUrl: "http://localhost:11434/v1", allowLocal: true, needsKey: false },
  { name: "lm-studio", label: "LM Studio", baseUrl: "http://localhost:1234/v1", allowLocal: true, needsKey: false },
  { name: "llama-cpp", label: "llama.cpp", baseUrl: "http://localhost:8080/v1", allowLocal: true, needsKey: false },
  { name: "vllm", label: "vLLM", baseUrl: "http://localhost:8000/v1", allowLocal: true, needsKey: false },
  { name: "openrouter", label: "OpenRouter", baseUrl: "https://openrouter.ai/api/v1", allowLocal: false, needsKey: true },
] as const;

// What model ids mean by these is fixed.
const RESERVED_NAMES = ["vitrine", "custom", "c1", "c1-exp"];

const printable = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[\x21-\x7e]*$/);

/** What the page sends; `apiKey` null keeps the one that is stored, an empty one removes it. */
export const SaveProviderBody = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .refine((name) => !RESERVED_NAMES.includes(name)),
  label: z
    .string()
    .transform((label) => label.replace(/[\s\0]+/g, " ").trim())
    .pipe(z.string().min(1).max(60)),
  /** Null takes the vendor's own address. */
  baseUrl: z
    .string()
    .trim()
    .max(500)
    .pipe(z.url({ protocol: /^https?$/ }))
    .nullable(),
  apiKey: printable(1_000).nullable(),
  allowLocal: z.boolean(),
});
export type SaveProviderBody = z.output<typeof SaveProviderBody>;

const ModelId = z
  .string()
  .trim()
  .regex(/^[\w.:@/+-]{1,256}$/);
export const SaveAliasBody = z.object({ id: ModelId, targets: z.array(ModelId).min(1).max(8) });
export type SaveAliasBody = z.output<typeof SaveAliasBody>;

/** A provider as the page shows it; the key itself is never in it. */
export interface ProviderView {
  name: string;
  label: string;
  baseUrl: string | null;
  allowLocal: boolean;
  /** The end of the stored key; null when there is none. */
  last4: string | null;
  /** Whether the stored key can no longer be decrypted, as after AUTH_SECRET was changed. */
  isUnreadable: boolean;
}

export interface AliasView {
  id: string;
  targets: string[];
}

/** What a change can be refused with, and what the page says then. */
export const PROVIDER_FAILURES = {
  invalid_name: "A name has small letters, digits and hyphens, begins with a letter, and is not taken by Vitrine itself.",
  invalid_label: "Give it a name of at most 60 characters.",
  invalid_url: "The address begins with http:// or https://, and has no fragment.",
  url_with_credentials: "An address has no user name and no password: a key belongs in its own field.",
  invalid_key: "A key has no spaces and no letters outside ASCII.",
  needs_url: "A server needs its address.",
  needs_key: "A vendor needs a key.",
  key_for_another_address: "The address has changed, and the stored key was meant for the old one: type the key again.",
  unknown_host: "This host name is not known here.",
  local_address: "This address is on your own network. Allow that if the server is yours.",
  metadata_address: "This address serves the secrets of cloud machines and can't be used.",
  not_https: "Outside your own network a key travels by https only.",
  invalid_alias: "An id has letters, digits and . : @ / + - _ only, and stands for at least one other id.",
  alias_loop: "An alias can't stand for itself or for another alias.",
  not_found: "It is no longer there.",
} as const;
export type ProviderFailureReason = keyof typeof PROVIDER_FAILURES;
export type ProviderResult = { ok: true } | { ok: false; reason: ProviderFailureReason };
