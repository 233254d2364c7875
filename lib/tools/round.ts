import { append, emptyCollected } from "@/lib/generation/collect";
import type { FinishReason, GenerationEvent, Usage } from "@/lib/generation/event";
import type { HostedItem } from "@/lib/generation/hosted";
import type { Item } from "@/lib/generation/item";
import type { Stage } from "@/lib/generation/stage";
import { parseObject } from "@/lib/json";
import { HeldProse } from "./held-prose";
import { type Begun, type Call, type HostedFunction, ToolFailure } from "./tool";

/** What holds in a round. */
export interface RoundRules {
  /** Which one it is, from 1 on. */
  round: number;
  /** Whose a name is: the client's, a hosted function's, or nobody's that may be called now. */
  whose: (name: string) => "client" | HostedFunction | null;
  /** Whether anything may be called at all. */
  mayCall: boolean;
  /** Whether more than one call is kept. */
  isParallel: boolean;
  /** How many hosted calls may still begin. */
  callsLeft: number;
  /** Whether the client's calls leave as they come; else none leaves before the round is whole. */
  isClientLive: boolean;
  /** Of hosted and the client's calls in one round, which are kept where not both can be. */
  keeps: "all" | "hosted" | "client";
  holdsProse: boolean;
}

/** A call that came, and what became of it. */
export type Outcome =
  | { type: "client"; call: Call }
  | { type: "refused"; call: Call; sentence: string }
  | { type: "asks"; call: Call; item: HostedItem }
  | { type: "begun"; call: Call; called: HostedFunction; begun: Begun };

interface Pending {
  call: Call;
  whose: "client" | HostedFunction | null;
  events: GenerationEvent[];
  isEnded: boolean;
}

/** One answer of a model on the way: what is said goes through, calls of hosted functions become items that have begun. */
export class Round implements Stage<GenerationEvent, GenerationEvent> {
  readonly outcomes: Outcome[] = [];
  readonly #said = emptyCollected();
  readonly #prose: HeldProse;
  readonly #queue: Pending[] = [];
  readonly #pending = new Map<string, Pending>();
  readonly #dropped = new Set<string>();
  #begunCount = 0;
  #callCount = 0;

  constructor(private readonly rules: RoundRules) {
    this.#prose = new HeldProse(rules.holdsProse);
  }

  /** How it ended. Throws where the model's stream broke off without a word. */
  get ending(): { reason: FinishReason; usage: Usage } {
    const { finishReason: reason, usage } = this.#said;
    if (reason === null || usage === null) throw new Error("The generation ended without a finish event.");
    return { reason, usage };
  }

  /** What the model has said, as it reads it again: without calls that nobody heard. */
  get items(): Item[] {
    const heard = new Map(this.outcomes.map(({ call }) => [call, true]));
    const calls = new Map([...this.#pending].map(([id, { call }]) => [id, call]));
    return this.#said.items.flatMap((item): Item[] => {
      if (item.type === "function_call") return heard.has(calls.get(item.id) as Call) ? [{ ...item, status: "completed" }] : [];
      return item.type === "message" || item.type === "reasoning" ? [item] : [];
    });
  }

  take(event: GenerationEvent, out: GenerationEvent[]): void {
    if ("id" in event && this.#dropped.has(event.id)) return;
    if (event.type === "tool-call-start") this.#startCall(event, out);
    else if (event.type === "tool-call-delta" || event.type === "tool-call-end") this.#goOn(event, out);
    else {
      append(this.#said, event);
      if (event.type === "text-start" || event.type === "text-delta" || event.type === "text-end") this.#prose.take(event, out);
      else if (event.type !== "finish") out.push(event);
      else {
        this.#drain(out);
        this.#prose.release(out);
      }
    }
  }

  #startCall(event: Extract<GenerationEvent, { type: "tool-call-start" }>, out: GenerationEvent[]): void {
    const { mayCall, isParallel, isClientLive, whose } = this.rules;
    if (!mayCall || (!isParallel && this.#callCount > 0)) {
      this.#dropped.add(event.id);
      return;
    }
    this.#callCount += 1;
    append(this.#said, event);
    const call: Call = { callId: event.callId, name: event.name, arguments: "" };
    const pending: Pending = { call, whose: whose(event.name), events: [event], isEnded: false };
    this.#pending.set(event.id, pending);
    this.#queue.push(pending);
    if (pending.whose !== "client") this.#prose.think(out);
    else if (isClientLive) this.#prose.release(out);
    if (isClientLive) this.#drain(out);
  }

  #goOn(event: Extract<GenerationEvent, { type: "tool-call-delta" | "tool-call-end" }>, out: GenerationEvent[]): void {
    append(this.#said, event);
    const pending = this.#pending.get(event.id);
    if (!pending) return;
    if (event.type === "tool-call-delta") pending.call.arguments += event.delta;
    else pending.isEnded = true;
    pending.events.push(event);
    if (this.rules.isClientLive) this.#drain(out);
  }

  /** Calls leave in the order in which they began; one of a hosted function is whole first. */
  #drain(out: GenerationEvent[]): void {
    const isClients = [...this.#pending.values()].map(({ whose }) => whose === "client");
    const isMixed = isClients.includes(true) && isClients.includes(false);
    for (let head = this.#queue[0]; head; head = this.#queue[0]) {
      const isKept = !isMixed || this.rules.keeps === "all" || (this.rules.keeps === "client") === (head.whose === "client");
      if (head.whose === "client" && isKept) out.push(...head.events.splice(0));
      if (!head.isEnded) return;
      this.#queue.shift();
      if (!isKept) continue;
      if (head.whose === "client") this.outcomes.push({ type: "client", call: head.call });
      else this.#begin(head.call, head.whose, out);
    }
  }

  #begin(call: Call, called: HostedFunction | null, out: GenerationEvent[]): void {
    const outcome = this.#outcomeOf(call, called);
    this.outcomes.push(outcome);
    if (outcome.type === "begun") {
      const { item } = outcome.begun;
      out.push({ type: "hosted-start", id: item.id, item });
    } else if (outcome.type === "asks") {
      const { item } = outcome;
      out.push({ type: "hosted-start", id: item.id, item }, { type: "hosted-end", id: item.id, item });
    }
  }

  #outcomeOf(call: Call, called: HostedFunction | null): Outcome {
    const refused = (sentence: string): Outcome => ({ type: "refused", call, sentence });
    if (!called) return refused(`There is no such tool: ${call.name.slice(0, 64)}. Nothing was called.`);
    const args = argumentsOf(call);
    if (!args) return refused("The arguments are not a JSON object. Nothing was called.");
    if (this.#begunCount >= this.rules.callsLeft)
      return refused("The limit of calls is reached. Nothing was called: answer with what there is.");
    try {
      const begun = called.begin(args, call);
      if ("asks" in begun)
        return { type: "asks", call, item: { ...begun.asks, exchange: { ...call, output: null, round: this.rules.round } } };
      this.#begunCount += 1;
      return { type: "begun", call, called, begun };
    } catch (error) {
      if (error instanceof ToolFailure) return refused(error.message);
      throw error;
    }
  }
}

const argumentsOf = ({ arguments: given }: Call): Record<string, unknown> | null => (given.trim() === "" ? {} : parseObject(given));
