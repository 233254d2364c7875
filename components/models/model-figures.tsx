import type { ModelFacts } from "@/lib/upstream/model-facts";
import { CAN_WORDS, priceInWords, sizeInWords } from "./fact-words";

/** What a model reads, costs and can: spans alone, so that it may stand in an option. */
export function ModelFigures({ facts }: { facts: ModelFacts }) {
  const can = CAN_WORDS.filter(([name]) => facts.can.includes(name)).map(([, word]) => word);
  const figures = [sizeInWords(facts), priceInWords(facts)].filter((words) => words !== "");
  return (
    <>
      <span className="mt-0.5 block text-ink-soft text-xs leading-relaxed tabular-nums">
        {figures.join(" · ")}
        {facts.price && facts.price.input > 0 ? <span className="sr-only">, list price of {facts.price.from}</span> : null}
      </span>
      {can.length > 0 ? <span className="block text-ink-muted text-xs leading-relaxed">{can.join(" · ")}</span> : null}
    </>
  );
}
