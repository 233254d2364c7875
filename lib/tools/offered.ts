import type { HostedRequest, HostedSelector } from "@/lib/generation/hosted";
import type { FunctionTool, GenerationRequest, ToolChoice } from "@/lib/generation/request";
import { offeredName } from "./names";
import type { HostedFunction } from "./tool";
import type { Entry } from "./toolbox";

interface Offer {
  name: string;
  entry: Entry;
  called: HostedFunction;
}

/** What models are offered of one request, under names of which each means one function, and what of it may be called. */
export class Offered {
  /** The client's functions and then those that run here: the same in every round. */
  readonly tools: FunctionTool[];
  readonly #byName: ReadonlyMap<string, Offer>;

  constructor(
    private readonly request: GenerationRequest,
    private readonly hosted: HostedRequest,
    functions: readonly (readonly [Entry, HostedFunction[]])[],
  ) {
    const taken = new Set(request.tools.map(({ name }) => name));
    const offers = new Map<string, Offer>();
    for (const [entry, list] of functions) {
      for (const called of list) {
        const name = offeredName(called.name, taken);
        taken.add(name);
        offers.set(name, { name, entry, called });
      }
    }
    this.#byName = offers;
    this.tools = [
      ...request.tools,
      ...[...offers.values()].map(({ name, called }) => ({
        name,
        description: called.description,
        parameters: called.parameters,
        strict: false,
      })),
    ];
  }

  /** Whose a name is that may be called in a round; null for a name that means nothing there. */
  whose(name: string, round: number): "client" | HostedFunction | null {
    const offer = this.#byName.get(name);
    const chosen = round === 1 ? this.#chosenNames() : null;
    if (chosen !== null && !chosen.includes(name)) return null;
    if (!offer) return this.#isClients(name) ? "client" : null;
    return this.#isAllowed(offer) ? offer.called : null;
  }

  /** What is asked of a model in a round: what the client demands holds for the first, else it never came to an end. */
  choice(round: number, isLast: boolean): { toolChoice: ToolChoice; allowedTools: string[] | null } {
    const { toolChoice } = this.request;
    if (isLast || toolChoice === "none") return { toolChoice: "none", allowedTools: null };
    if (round > 1 || toolChoice === "auto") return { toolChoice: "auto", allowedTools: null };
    const names = this.#chosenNames();
    const [only] = names ?? [];
    if (names === null || only === undefined) return { toolChoice: this.tools.length > 0 ? toolChoice : "auto", allowedTools: null };
    const isNamed = typeof toolChoice !== "string" || this.hosted.chosen?.name != null;
    return isNamed && names.length === 1
      ? { toolChoice: { name: only }, allowedTools: null }
      : { toolChoice: "required", allowedTools: names };
  }

  /** The names of which the first round must call one; null where it may call any, or none. */
  #chosenNames(): string[] | null {
    const { toolChoice } = this.request;
    const { chosen } = this.hosted;
    if (typeof toolChoice !== "string") return [toolChoice.name];
    if (chosen) return this.#ofEntry(chosen);
    if (toolChoice !== "required" || this.hosted.allowed === null) return null;
    return this.tools.map(({ name }) => name).filter((name) => this.#isClients(name) || this.#mayRun(name));
  }

  #ofEntry(selector: HostedSelector): string[] {
    const meant = [...this.#byName.values()].filter((offer) => isMeant(offer, selector));
    const first = meant.filter(({ called }) => called.isChosen);
    return (first.length > 0 && selector.name == null ? first : meant).map(({ name }) => name);
  }

  #mayRun(name: string): boolean {
    const offer = this.#byName.get(name);
    return offer !== undefined && this.#isAllowed(offer);
  }

  #isAllowed(offer: Offer): boolean {
    return this.hosted.allowed === null || this.hosted.allowed.some((selector) => isMeant(offer, selector));
  }

  #isClients(name: string): boolean {
    const { tools, allowedTools } = this.request;
    return tools.some((tool) => tool.name === name) && (allowedTools === null || allowedTools.includes(name));
  }
}

const isMeant = ({ entry, called }: Offer, selector: HostedSelector): boolean =>
  entry.matches(selector) && (selector.name == null || called.tool === selector.name);
