import { z } from "zod/v4";
import { type Generation, generate } from "@/lib/engine";
import type { ErrorCode } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { EventStream } from "@/lib/http/sse";
import { DEADLINE_MS } from "@/lib/http/deadline";
import { takePlace } from "../admit";
import { type Started, started, withNotes } from "../begin-answer";
import { decode } from "../chat-completions/decode";
import { assertModelAllowed } from "../model-access";
import { readQuery } from "../query";
import { REFUSAL_MS } from "../refusal-wait";
import { toChat } from "./decode";
import { RunWriter, writeFailure } from "./encode";
import { RunBody } from "./schema";

/** What the query of a run may hold. */
export const RunQuery = z.object({ model: z.string().min(1).max(256).optional().describe("The model that answers.") });

/**
 * A run of the Agent User Interaction protocol: its front ends talk to any model here. Messages, context and the tools of the front end go
 * in, events come out; the calls of tools are the front end's to answer with its next run.
 */
export const createRun: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/ag-ui",
  body: RunBody,
  handle: async ({ body, principal, query, signal, usage, headers }) => {
    const chat = toChat(body, readQuery(RunQuery, query).model ?? null);
    usage.model = chat.model;
    usage.streamed = true;
    assertModelAllowed(principal, chat.model);
    const asked = decode(chat);
    await takePlace({ principal, usage, headers, leaseMs: DEADLINE_MS }, () => Promise.resolve(asked));
    const generation = generate(asked, signal);
    // What fails at once still gets a status of its own.
    const begun = await started(withNotes(generation, usage), REFUSAL_MS);
    return new EventStream(toFrames(begun, generation, body), (error) => writeFailure(error.message, error.code satisfies ErrorCode));
  },
});

async function* toFrames({ events }: Started, generation: Generation, { threadId, runId }: RunBody): AsyncGenerator<string> {
  const writer = new RunWriter({ threadId, runId });
  yield writer.start();
  for await (const batch of events) {
    const text = writer.batch(batch, generation.model);
    if (text !== "") yield text;
  }
}
