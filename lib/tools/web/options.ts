import { z } from "zod/v4";

const DOMAINS_MAX = 100;

/** A site as it is named among filters: `example.com`, which means its parts too. */
const Domain = z
  .string()
  .trim()
  .max(253)
  .transform((text) => text.toLowerCase().replace(/\.$/, ""))
  .pipe(
    z.string().regex(/^(?:[\p{L}\p{N}_-]{1,63}\.)*[\p{L}\p{N}_-]{1,63}$/u, "must be a site without scheme and path, such as example.com"),
  )
  .transform((name, context) => {
    if (URL.canParse(`https://${name}`)) return new URL(`https://${name}`).hostname;
    context.addIssue({ code: "custom", message: "must be a site without scheme and path, such as example.com" });
    return z.NEVER;
  });

const said = z.string().max(200).nullish();

const UserLocation = z.strictObject({
  type: z.literal("approximate").default("approximate"),
  city: said,
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "must be two letters, such as DE")
    .transform((code) => code.toUpperCase())
    .nullish(),
  region: said,
  timezone: said,
});

export const CONTEXT_SIZES = ["low", "medium", "high"] as const;
export type ContextSize = (typeof CONTEXT_SIZES)[number];

const WEB_SEARCH_TYPES = ["web_search", "web_search_2025_08_26", "web_search_preview", "web_search_preview_2025_03_11"] as const;

/** The entry of `web_search` among a request's tools. */
export const WebSearchOptions = z.strictObject({
  type: z.enum(WEB_SEARCH_TYPES),
  filters: z.strictObject({ allowed_domains: z.array(Domain).max(DOMAINS_MAX).nullish() }).nullish(),
  search_context_size: z.enum(CONTEXT_SIZES).default("medium"),
  user_location: UserLocation.nullish(),
  /** Of the preview alone: what is looked for; words are all we look for. */
  search_content_types: z.array(z.enum(["text", "image"])).optional(),
  /** False: nothing is fetched, only what was fetched before is read. */
  external_web_access: z.boolean().default(true),
});
export type WebSearchOptions = z.output<typeof WebSearchOptions>;

/** The entry of `image_search`: it has nothing to set. */
export const ImageSearchOptions = z.strictObject({ type: z.literal("image_search") });
export type ImageSearchOptions = z.output<typeof ImageSearchOptions>;
