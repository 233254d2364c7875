import { baseUrl, type ManualPage, program, text } from "./page";

export const models: ManualPage = {
  slug: "models",
  title: "Models",
  summary: "Which models answer, and how to connect more.",
  sections: [
    {
      heading: "Ids",
      blocks: [
        text(
          "A model's id says who is asked: `c1/anthropic/claude-sonnet-4/v-20250930`. The version is read and changes nothing. `c1-latest` is a current model of the first provider that is set up.",
          "`c1/vitrine/offline/v-20261122` always answers: rules, no language model. It charts and tabulates what you give it, makes forms, calls an obviously fitting tool, and says so where it cannot help.",
        ),
        program(
          "python",
          "list_models.py",
          (reader) => `from openai import OpenAI

client = OpenAI(base_url="${baseUrl(reader)}", api_key="${reader.secret}")

for model in client.models.list():
    print(model.id)`,
        ),
      ],
    },
    {
      heading: "Connect",
      blocks: [
        text(
          "The owner connects providers on the [Models](/models) page or in `.env`: OpenAI, Anthropic, Google, and any server of OpenAI's format, such as Ollama, vLLM or OpenRouter. Keys are encrypted.",
          "What a model does not take as it was asked for is left out and told in the header `x-vitrine-adjusted`. Nothing stands in for another model unless an alias says so, and the answer names the one that really answered.",
        ),
      ],
    },
    {
      heading: "What it costs",
      blocks: [
        text(
          "`usage` of every answer says what it cost by the vendor's list price (`cost`, in US dollars) and what the provider's cache saved. [Usage](/usage) sums it up by day, model and key.",
        ),
      ],
    },
  ],
};
