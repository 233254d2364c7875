import { CAN_WORDS, priceInWords } from "@/components/models/fact-words";
import type { ModelInfo } from "@/lib/upstream/models";

/** The models in whose name, id, description or abilities every typed word occurs; those whose name begins so come first. */
export function findModels(models: ModelInfo[], search: string): ModelInfo[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = models.filter(({ id, name, description, facts }) => {
    const can = CAN_WORDS.flatMap(([ability, word]) => (facts.can.includes(ability) ? [word] : []));
    const text = [name, id, description, ...can, priceInWords(facts)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = ({ name }: ModelInfo) => name.toLowerCase().startsWith(words.join(" "));
  return [...found.filter(begins), ...found.filter((model) => !begins(model))];
}
