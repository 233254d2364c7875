import { OPENAI_DIALECT } from "../compatible/encode";
import { openAiUpstream } from "../compatible/provider";
import { below } from "../endpoint-url";
import { limitsOf, type Provider } from "../provider";

export const openai = {
  name: "OpenAI",
  setting: "OPENAI_API_KEY",
  known: [
    { model: "gpt-5", version: "v-20251230", name: "GPT-5" },
    { model: "gpt-5.2", version: "v-20251230", name: "GPT-5.2" },
    { model: "gpt-4.1", version: "v-20251230", name: "GPT-4.1" },
  ],
  upstreamModel: (model) => model,
  connect({ vendors, patience }) {
    if (!vendors.OPENAI_API_KEY) return null;
    const base = vendors.OPENAI_BASE_URL ?? "https://api.openai.com/v1";
    const headers = { authorization: `Bearer ${vendors.OPENAI_API_KEY}` };
    const endpoint = { name: "OpenAI", setting: "OPENAI_API_KEY", url: below(base, "chat/completions"), headers };
    return {
      upstream: openAiUpstream(endpoint, OPENAI_DIALECT, limitsOf(patience)),
      models: { url: below(base, "models"), headers },
    };
  },
} as const satisfies Provider;
