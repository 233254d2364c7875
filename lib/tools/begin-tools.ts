import type { ApiError } from "@/lib/errors";
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
export function beginTools(request: GenerationRequest, hosted: HostedRequest, { entries }: Toolbox, beginning: Beginning): Begun {
  const functions: (readonly [Entry, HostedFunction[]])[] = [];
  const missing: Missing[] = [];
  const work = async (emit: (event: GenerationEvent) => void): Promise<void> => {
    const lines = new Lines(emit);
    const begun = await Promise.all(
      entries.map(async (entry, index) => {
        const miss = (sentence: string, error: ApiError): void => {
          missing.push({ entry, sentence, error });
          lines.hold(index);
        };
        const list = await entry.tool.begin(turnOf(hosted, beginning, { emit: lines.at(index), missing: miss }));
        lines.end(index);
        return [entry, list] as const;
      }),
    );
    functions.push(...begun);
    assertEnough(request, hosted, { functions, missing });
    lines.release();
  };
  return {
    events: whileWorking(work),
    offered: () => new Offered(request, hosted, functions),
    notes: () => missing.map(({ sentence }) => sentence),
  };
}

/** What tools have made ready. */
interface Begun {
  /** To be read to their end before anything else is asked for. */
  events: GenerationEvents;
  offered: () => Offered;
  /** What models are told of what is missing. */
  notes: () => string[];
}

interface Missing {
  entry: Entry;
  sentence: string;
  error: ApiError;
}

interface Had {
  functions: readonly (readonly [Entry, HostedFunction[]])[];
  missing: readonly Missing[];
}

/** Throws where what is missing was demanded, and where nothing is left that could be called. */
function assertEnough({ tools }: GenerationRequest, { chosen }: HostedRequest, { functions, missing }: Had): void {
  const demanded = missing.find(({ entry }) => chosen !== null && entry.matches(chosen));
  const isNothingLeft = tools.length === 0 && functions.every(([, list]) => list.length === 0);
  const fatal = demanded ?? (isNothingLeft ? missing[0] : undefined);
  if (fatal) throw fatal.error;
}

interface Saying {
  emit: (event: GenerationEvent) => void;
  missing: Turn["missing"];
}

function turnOf({ dialogue }: HostedRequest, { signal, budget, add }: Beginning, { emit, missing }: Saying): Turn {
  const read = (item: HostedItem): void => {
    if (item.exchange) add(toExchange(item.id, item.exchange));
  };
  return {
    dialogue,
    signal,
    missing,
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
  readonly #held = new Set<number>();
  #current = 0;

  constructor(private readonly emit: (event: GenerationEvent) => void) {}

  at(index: number): (event: GenerationEvent) => void {
    this.#waiting[index] = [];
    return (event) => {
      if (index === this.#current && !this.#held.has(index)) this.emit(event);
      else this.#waiting[index]?.push(event);
    };
  }

  /** What this one says from now on waits until everything is known. */
  hold(index: number): void {
    this.#held.add(index);
  }

  /** Nobody is held any more. */
  release(): void {
    this.#held.clear();
    this.#advance();
  }

  end(index: number): void {
    this.#ended.add(index);
    this.#advance();
  }

  #advance(): void {
    this.#say();
    while (this.#ended.has(this.#current) && !this.#held.has(this.#current)) {
      this.#current += 1;
      this.#say();
    }
  }

  #say(): void {
    if (this.#held.has(this.#current)) return;
    for (const event of this.#waiting[this.#current]?.splice(0) ?? []) this.emit(event);
  }
}
