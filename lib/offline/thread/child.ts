import { parentPort } from "node:worker_threads";
import { ApiError } from "@/lib/errors";
import type { GenerationRequest } from "@/lib/generation/request";
import { answer } from "../answer";
import type { Outcome } from "./outcome";
import { createUnpacker, type Parcel } from "./parcel";

/** Answers each request that the thread is sent, until the thread is ended. */
export function answerAll(): void {
  const port = parentPort;
  const unpack = createUnpacker();
  port?.on("message", (parcel: Parcel) => {
    const request = unpack(parcel);
    if (request) port.postMessage(outcomeOf(request));
  });
}

/** What is no error for the client ends the thread: it is a fault of ours, and is logged where the thread is kept. */
function outcomeOf(request: GenerationRequest): Outcome {
  try {
    return { answered: answer(request) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, message, param } = error;
    return { error: { code, message, param } };
  }
}
