/** What a public model id names. */
export interface ModelName {
  /** As it is shown and answered: without the `openai/` that LiteLLM's users write in front. */
  id: string;
  provider: string;
  /** The provider's own name for the model; may hold slashes. */
  model: string;
}

// `c1/<provider>/<model>/v-<date>`, `c1-exp/…` alike; `<provider>/<model>` is the same model, asked for plainly.
const VERSIONED = /^((?:c1|c1-exp)\/([a-z0-9-]{1,40})\/([\w.:@/+-]{1,200})\/v-\d{8})$/;
const PLAIN = /^(([a-z0-9-]{1,40})\/([\w.:@/+-]{1,200}))$/;

// What the C1 API has called its newest model at one time or another, with the days of its early versions.
const MOVING = /^(?:thesys-c1|c1-(?:latest|nightly|embed-latest|\d{8}))$/;

// LiteLLM's users write the format in front of any id; of a plain `openai/gpt-5` it is the vendor.
const PREFIXED = /^openai\/((?:c1|c1-exp)\/.+|thesys-c1|c1-[a-z\d-]+)$/;

/** The id without the `openai/` that LiteLLM wants in front of the ids of a server like this. */
export function withoutPrefix(text: string): string {
  return PREFIXED.exec(text)?.[1] ?? text;
}

/** Whether an id names no model, but whichever is the newest. */
export function isMovingId(text: string): boolean {
  return MOVING.test(text);
}

/** Null for what is no model id; of one with a prefix ask without it. */
export function parseModelId(text: string): ModelName | null {
  const isPlain = !/^c1(?:-exp)?(?:\/|$)/.test(text);
  const [, id, provider, model] = (isPlain ? PLAIN : VERSIONED).exec(text) ?? [];
  return id && provider && model ? { id, provider, model } : null;
}
