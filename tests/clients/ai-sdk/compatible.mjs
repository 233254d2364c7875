import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { BASE_URL, MODEL, THESYS_API_KEY } from "../questions.mjs";
import { exercise } from "./exercise.mjs";

const vitrine = createOpenAICompatible({
  name: "vitrine",
  baseURL: BASE_URL,
  apiKey: THESYS_API_KEY,
  includeUsage: true,
  supportsStructuredOutputs: true,
});
await exercise(vitrine(MODEL), vitrine("nothing"));
