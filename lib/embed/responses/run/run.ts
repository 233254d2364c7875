import { generate } from "@/lib/engine";
import { ApiError } from "@/lib/errors";
import type { HostedTool } from "@/lib/generation/hosted";
import type { StoredItem } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import type { UsageNote } from "@/lib/http/usage-note";
import type { Claim } from "@/lib/idempotency/schema";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { beginResponse } from "@/lib/responses/mutations";
import { openTools, type Toolbox } from "@/lib/tools/toolbox";
import { resolveModel } from "@/lib/upstream/models";
import { takePlace } from "../../admit";
import { inFormat, type WantedFormat } from "../../answer-format";
import { assertModelAllowed } from "../../model-access";
import { stored } from "../../storage";
import type { ConnectionMemory } from "../connection-memory";
import { decode } from "../decode";
import { readHistory } from "../read-history";
import { chosenHosted, functionsOf, hostedOf, LEFT_OUT_HEADER } from "../tool-schema";
import { type DialogueInput, readInput } from "../read-input";
import { newResource, type ResponseResource } from "../resource";
import type { CreateResponseBody } from "../schema";
import { inOwnWords } from "./own-words";
import { type Prepared, perform, type Run } from "./perform";
import { beginRunWork, leaseMs } from "./run-work";

export interface RunRequest {
  principal: Principal;
  body: CreateResponseBody;
  requestId: string;
  usage: UsageNote;
  /** Get what the client is told beside the body. */
  headers?: Record<string, string>;
  /** Ends the work, unless it runs in the background; a reason that is no `ApiError` means that somebody left. */
  signal: AbortSignal;
  /** Where the connection keeps what is not stored. */
  memory?: ConnectionMemory;
  /** What is said of the answer's form beside the body. */
  wanted?: WantedFormat;
  /** The name of the request, if it has one. */
  claim?: Claim;
}

/**
 * Begins a response: everything that can be refused is refused here, by a throw; then it is stored as in progress, and the work goes
 * on by itself, read or not. Sets `usage.isRecorded` for a response that is stored: its record is written with its end.
 */
export async function runResponse(request: RunRequest): Promise<Run> {
  const { principal, body, usage, memory = null } = request;
  usage.model = body.model;
  try {
    assertModelAllowed(principal, body.model);
    // What answers is named, not the alias that stands for it; with fallbacks the end names another if another came to answer.
    const { id: model } = resolveModel(body.model);
    const dialogue = await stored(readInput(principal, body, memory));
    const { box, asked } = await stored(openBox(request));
    const resource = { ...newResource(asked.body, { id: newId("resp"), createdAt: Math.floor(Date.now() / 1_000) }), model };
    try {
      return await begin(asked, resource, dialogue, box);
    } catch (error) {
      await box?.close();
      throw error;
    }
  } catch (error) {
    if (body.previous_response_id != null) memory?.evict(body.previous_response_id);
    throw error instanceof ApiError ? inOwnWords(error) : error;
  }
}

/**
 * Agents offer a search beside their functions and have no setting for it: where it is not set up here it is left out, and the answer says
 * so. Alone, or chosen, it is refused.
 */
async function openBox(request: RunRequest): Promise<{ box: Toolbox | null; asked: RunRequest }> {
  const { body, principal, headers } = request;
  const isChosen = body.tool_choice != null && chosenHosted(body.tool_choice).length > 0;
  const leftOut: HostedTool[] = [];
  const mayLeaveOut = !isChosen && functionsOf(body.tools).length > 0;
  const box = await openTools(hostedOf(body.tools), principal, mayLeaveOut ? (tool) => leftOut.push(tool) : null);
  if (leftOut.length === 0) return { box, asked: request };
  const types = leftOut.flatMap(({ options }) => ("type" in options ? [String(options.type)] : []));
  if (headers) headers[LEFT_OUT_HEADER] = [headers[LEFT_OUT_HEADER], ...new Set(types)].filter(Boolean).join(", ");
  const tools = body.tools?.filter((_, index) => leftOut.every(({ param }) => param !== `tools[${index}]`)) ?? null;
  return { box, asked: { ...request, body: { ...body, tools } } };
}

async function begin(request: RunRequest, resource: ResponseResource, dialogue: DialogueInput, box: Toolbox | null): Promise<Run> {
  const { principal, body, usage, headers, memory = null } = request;
  const work = beginRunWork(principal, resource.background, request.signal);
  const prepare = (history: StoredItem[]): Prepared => prepareRun(request, resource, dialogue, history, work.signal, box);
  try {
    await takePlace({ principal, usage, headers, leaseMs: leaseMs(resource.background) }, async () => {
      const history = await stored(readHistory(principal, body.conversation));
      return readRequest(request, dialogue, history).request;
    });
    // A response that is not stored reads its conversation and leaves it as it is.
    const prepared = resource.store ? await store(request, resource, prepare) : prepare(await readHistory(principal, body.conversation));
    usage.isRecorded = resource.store;
    if (usage.said && resource.store) usage.said.endsWith = "run";
    const encoding = {
      obfuscate: body.stream_options?.include_obfuscation ?? false,
      include: body.include ?? [],
      sealReasoningFor: body.include?.includes("reasoning.encrypted_content") ? principal.workspaceId : null,
    };
    return perform({ principal, usage, resource, prepared, work, memory, encoding });
  } catch (error) {
    work.end();
    throw error;
  }
}

interface Asked {
  /** The dialogue before the request's own items. */
  context: StoredItem[];
  input: StoredItem[];
  request: GenerationRequest;
}

/** What the model is asked, behind the history of the request's conversation. */
function readRequest({ body, principal, wanted }: RunRequest, dialogue: DialogueInput, history: StoredItem[]): Asked {
  const context = [...dialogue.previous, ...history];
  const input = dialogue.added(context);
  const decoded = decode(body, [...context, ...input], principal.workspaceId);
  return { context, input, request: wanted ? inFormat(decoded, wanted) : decoded };
}

function prepareRun(
  asking: RunRequest,
  resource: ResponseResource,
  dialogue: DialogueInput,
  history: StoredItem[],
  signal: AbortSignal,
  box: Toolbox | null,
): Prepared {
  const { context, input, request } = readRequest(asking, dialogue, history);
  const { id, previous_response_id: previousResponseId, background } = resource;
  return {
    context,
    request,
    generation: generate(request, signal, box),
    response: {
      id,
      requestId: asking.requestId,
      model: asking.body.model,
      previousResponseId,
      conversationId: resource.conversation?.id ?? null,
      background,
      body: resource,
      input,
    },
  };
}

async function store(request: RunRequest, resource: ResponseResource, prepare: (history: StoredItem[]) => Prepared): Promise<Prepared> {
  const { conversation, background } = resource;
  const conditions = {
    responseId: resource.id,
    conversation: conversation ? { id: conversation.id, leaseMs: leaseMs(background) } : null,
    claim: request.claim ?? null,
  };
  return stored(beginResponse(request.principal, conditions, prepare));
}
