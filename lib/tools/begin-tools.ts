import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { HostedItem, HostedRequest } from "@/lib/generation/hosted";
import type { Item } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { toExchange } from "@/lib/items/exchange";
import type { TextBudget } from "./bounds";
import { Offered } from "./offered";
import { runCall } from "./run-call";
import type { Call, HostedFunction, Turn } from "./tool";
import type { Entry, Toolbox } from "./toolbox";
import { whileWorking } from "./while-working";

interface Beginning {
  signal: AbortSignal;
  budget: TextBudget;
  /** Adds what was called and came of it to what the model reads. */
  add: (items: Item[]) => void;
}

/** All tools begin at once; what they emit leaves in the order of the request's tools. What they offer is there when the events have ended. */
export function beginTools(
  request: GenerationRequest,
  hosted: HostedRequest,
  { entries }: Toolbox,
  beginning: Beginning,
): { events: GenerationEvents; offered: () => Offered } {
  const functions: (readonly [Entry, HostedFunction[]])[] = [];
  const work = async (emit: (event: GenerationEvent) => void): Promise<void> => {
    const lines = new Lines(emit);
    const begun = await Promise.all(
      entries.map(async (entry, index) => {
        const said = lines.at(index);
        const list = await entry.tool.begin(turnOf(hosted, beginning, said));
        lines.end(index);
        return [entry, list] as const;
      }),
    );
    functions.push(...begun);
  };
  return { events: whileWorking(work), offered: () => new Offered(request, hosted, functions) };
}

function turnOf({ dialogue }: HostedRequest, { signal, budget, add }: Beginning, emit: (event: GenerationEvent) => void): Turn {
  const read = (item: HostedItem): void => {
    if (item.exchange) add(toExchange(item.id, item.exchange));
  };
  return {
    dialogue,
    signal,
    start: (item) => emit({ type: "hosted-start", id: item.id, item }),
    state: (id, state) => emit({ type: "hosted-state", id, state }),
    end: (item) => {
      emit({ type: "hosted-end", id: item.id, item });
      read(item);
    },
    run: async (called: HostedFunction, call: Call, begun) => {
      emit({ type: "hosted-start", id: begun.item.id, item: begun.item });
      const output = await runCall(called, call, begun, { signal, emit, budget, round: 0 });
      add(toExchange(begun.item.id, { ...call, output, round: 0 }));
    },
  };
}

/** Several who speak at once, heard one after another: the first as it speaks, the others once those before them have ended. */
class Lines {
  readonly #waiting: GenerationEvent[][] = [];
  readonly #ended = new Set<number>();
  #current = 0;

  constructor(private readonly emit: (event: GenerationEvent) => void) {}

  at(index: number): (event: GenerationEvent) => void {
    this.#waiting[index] = [];
    return (event) => {
      if (index === this.#current) this.emit(event);
      else this.#waiting[index]?.push(event);
    };
  }

  end(index: number): void {
    this.#ended.add(index);
    while (this.#ended.has(this.#current)) {
      this.#current += 1;
      for (const event of this.#waiting[this.#current]?.splice(0) ?? []) this.emit(event);
    }
  }
}
