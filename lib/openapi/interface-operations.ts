import { RunQuery } from "@/lib/embed/ag-ui/create";
import { FormatQuery } from "@/lib/embed/answer-format";
import { ChatCompletion, ChatCompletionChunk } from "./chat-completion";
import { FixCompletion } from "./fix-completion";
import type { Operation } from "./operation";

/** The endpoints that make interface of what they are given. */
export const interfaceOperations: Record<string, Operation> = {
  "POST /visualize/chat/completions": {
    id: "createVisualization",
    tag: "Chat",
    summary: "Show text or data as live interface",
    query: FormatQuery,
    description: "As chat completions, but the last message is shown instead of answered. Takes no tools.",
    answer: ChatCompletion,
    files: ["text/markdown"],
    event: ChatCompletionChunk,
  },
  "POST /ag-ui": {
    id: "createRun",
    tag: "Chat",
    summary: "Run an agent for a front end of AG-UI",
    query: RunQuery,
    description:
      "The Agent User Interaction protocol: `RunAgentInput` in, its events out. The model is that of the query, or of `forwardedProps.model`.",
    answer: null,
    files: ["text/event-stream"],
  },
  "POST /autofix": {
    id: "createFix",
    tag: "Chat",
    summary: "Mend a program of OpenUI Lang",
    description: "The program is the last message, which is the assistant's. No model is asked.",
    answer: FixCompletion,
  },
  "POST /autofix/chat/completions": {
    id: "createFixAsChat",
    tag: "Chat",
    summary: "The same, at the path that clients of chat completions make of it",
    answer: FixCompletion,
  },
};
