import type { z } from "zod/v4";
import type { ApiError } from "@/lib/errors";
import type { DialogueItem, HostedItem, HostedSelector } from "@/lib/generation/hosted";
import type { HostedState } from "@/lib/generation/hosted-items";
import type { InputPart } from "@/lib/generation/item";
import type { FunctionTool } from "@/lib/generation/request";
import type { Sources } from "@/lib/generation/sources";
import type { Principal } from "@/lib/principal";

/** A kind of tool that runs here: what differs between kinds is in its row, and nobody else asks for its name. */
export interface ToolKind {
  /** As the table has it. */
  name: string;
  /** Of its entry among a request's `tools`: a strict object, whose `type` is the literal (or the enum) that clients write. */
  schema: z.ZodObject;
  /** Returns the entry as a response shows it: never a secret. */
  echo: (options: object) => object;
  /** What no two entries may share, and in which member it stands; absent where there may be several. */
  identity?: (options: object) => Identity;
  /** Whether `tool_choice` means this entry. */
  matches: (options: object, selector: HostedSelector) => boolean;
  /** Returns the functions that are known without asking anybody, for the counting of tokens. */
  declared: (options: object) => FunctionTool[];
  /**
   * Gets an entry ready, before anything is stored or sent: reads settings, connects nowhere. Throws `tool_not_configured` naming the setting
   * where it can't be had here, and any other `ApiError` for an entry that asks for what can't be; `param` is the place of the entry.
   */
  open: (options: object, context: OpenContext) => Promise<OpenTool>;
}

/** What tells two entries of one kind apart. */
export interface Identity {
  member: string;
  value: string;
}

/** A row as a kind writes it, which knows what its schema reads. */
interface Row<Schema extends z.ZodObject> {
  name: string;
  schema: Schema;
  echo: (options: z.output<Schema>) => object;
  identity?: (options: z.output<Schema>) => Identity;
  matches: (options: z.output<Schema>, selector: HostedSelector) => boolean;
  declared: (options: z.output<Schema>) => FunctionTool[];
  open: (options: z.output<Schema>, context: OpenContext) => Promise<OpenTool>;
}

/** A row for the table. Only what its schema has read ever comes back to it. */
export function toolKind<Schema extends z.ZodObject>(row: Row<Schema>): ToolKind {
  return row as unknown as ToolKind;
}

export interface OpenContext {
  principal: Principal;
  /** The place of the entry, for errors: `tools[0]`. */
  param: string;
  /** Of the whole dialogue, for all of its tools. */
  sources: Sources;
}

/** An entry that is ready for one response. */
export interface OpenTool {
  /**
   * Called once, before a model is asked: answers what waits for an answer, emits items of its own, and resolves to the functions that models are
   * offered. An `ApiError` ends the response; before the first event it is the answer's status.
   */
  begin: (turn: Turn) => Promise<HostedFunction[]>;
  /** What models are told of it besides its functions; the same text in every turn, since it is the beginning that providers keep. */
  instructions?: string;
  /** Lets go of everything. Called once, however the response ends; not awaited by the client. */
  close?: () => Promise<void>;
}

/** What a tool may do before a model is asked. */
export interface Turn {
  /** The dialogue as it is stored, the request's own items last: hosted items with all that is kept of them. */
  dialogue: readonly DialogueItem[];
  signal: AbortSignal;
  /** An item begins, in its first state. */
  start: (item: HostedItem) => void;
  state: (id: string, state: HostedState) => void;
  /** The item as it stays. One whose `exchange` has an output is read by the model from here on. */
  end: (item: HostedItem) => void;
  /**
   * What the entry offers can't be had: models are told `sentence`, and where the entry was chosen, or nothing is left that could be called,
   * `error` ends the response. To be said before the items that show it.
   */
  missing: (sentence: string, error: ApiError) => void;
  /** Runs a call within its bounds, as one that a model made: for what was approved. Resolves once its item has ended. */
  run: (called: HostedFunction, call: Call, begun: Begun) => Promise<void>;
}

/** A call as the model made it. */
export interface Call {
  callId: string;
  /** Of the function as it was offered. */
  name: string;
  /** JSON text, as the model wrote it. */
  arguments: string;
}

/** A function that models are offered, and what becomes of its calls. */
export interface HostedFunction {
  /** As it shall be called; where that name is taken, or can't be one, models see another. */
  name: string;
  /** Its name within the entry, as `tool_choice` gives it; absent where an entry has one function, or a choice can't name it. */
  tool?: string;
  description: string;
  /** JSON Schema of an object. */
  parameters: Record<string, unknown>;
  /** How long one call may take. */
  timeoutMs: number;
  /** How long at most while it tells of its progress; the same as `timeoutMs` where absent. */
  timeoutMaxMs?: number;
  /** Whether a choice of the whole entry means this one and not its others: the one to begin with. */
  isChosen?: boolean;
  /**
   * What becomes of a call, at once: nothing has run yet. Arguments are an object, but not checked against the schema. Throws `ToolFailure`
   * for arguments of which no item can be made: the model reads the sentence, and there is no item.
   */
  begin: (args: Record<string, unknown>, call: Call) => Begun | Asking;
}

/** A call that runs. */
export interface Begun {
  /** As it begins. */
  item: HostedItem;
  /** Runs it. Throws `ToolFailure` for what the model and the client may read; anything else becomes a sentence without its text. */
  run: (work: Work) => Promise<Ran>;
  /** The item of a call that failed with a sentence of the server's own (too slow, unknown error); absent: the same with status `failed`. */
  failed?: (sentence: string) => HostedItem;
}

/** A call that waits for somebody: nothing runs, and the response ends with this item. */
export interface Asking {
  asks: HostedItem;
}

/** What a call has while it runs. */
export interface Work {
  /** Fires when the response is given up and when the call's time is over. */
  signal: AbortSignal;
  /** Tells how far it is, with its event. */
  state: (state: HostedState) => void;
  /** It is getting on: its time begins anew. */
  progress: () => void;
}

export interface Ran {
  /** The item as it stays, whole: what clients must ask for is cut on its way out. */
  item: HostedItem;
  /** What the model reads; cut where it is too long. */
  output: string | InputPart[];
}

/** Why a call failed, in one plain sentence for the model, and the item as it stays. The sentence is never logged. */
export class ToolFailure extends Error {
  readonly item: HostedItem | null;

  constructor(sentence: string, { item = null, cause }: { item?: HostedItem | null; cause?: unknown } = {}) {
    super(sentence, { cause });
    this.name = "ToolFailure";
    this.item = item;
  }
}
