/** Every vendor set up at one address, as the environment has it. */
export const vendorsAt = (url: string, key = "k") => ({
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: url,
  ANTHROPIC_API_KEY: key,
  ANTHROPIC_BASE_URL: url,
  GOOGLE_GENERATIVE_AI_API_KEY: key,
  GOOGLE_GENERATIVE_AI_BASE_URL: url,
});
