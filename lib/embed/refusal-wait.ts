/** How long a refusal of the provider may take to still become the status of a streamed request. */
export const REFUSAL_MS = 2_000;
