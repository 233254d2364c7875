import { chatFormat } from "../compatible/format";
import { OPENAI_CHAT } from "../compatible/rules";
import { below } from "../endpoint-url";
import { limitsOf, type Vendor } from "../provider";
import { fit } from "./fit";
import { OPENAI_MODELS } from "./models";
import { ruleOf } from "./rules";
import { headersFor, openAiServer } from "./upstream";

export const openai = {
  name: "OpenAI",
  setting: "OPENAI_API_KEY",
  addressSetting: "OPENAI_BASE_URL",
  known: OPENAI_MODELS,
  section: "openai",
  upstreamModel: (model) => model,
  connect({ vendors, patience }) {
    if (!vendors.OPENAI_API_KEY) return null;
    const server = {
      base: vendors.OPENAI_BASE_URL ?? "https://api.openai.com/v1",
      id: "openai",
      key: vendors.OPENAI_API_KEY,
      api: vendors.OPENAI_API_FORMAT ?? null,
      name: "OpenAI",
      setting: "OPENAI_API_KEY",
      limits: limitsOf(patience),
    };
    return {
      upstream: openAiServer(server, (endpoint, base) => {
        const format = chatFormat(endpoint, base, OPENAI_CHAT);
        return { ...format, encode: (request, tell) => format.encode(fit(request, ruleOf(request.model), tell), tell) };
      }),
      models: { url: below(server.base, "models"), headers: headersFor(server) },
    };
  },
} as const satisfies Vendor;
