import { generate } from "@/lib/engine";
import { collect } from "@/lib/generation/collect";
import { newId } from "@/lib/ids";
import { decode } from "./decode";
import { toChatCompletion } from "./encode";
import { CreateChatCompletionBody } from "./schema";

/** What the start page asks. */
export const EXAMPLE_QUESTION = "Show our sales as bars: January 120, February 180, March 160, April 210";

let answer: Promise<string> | null = null;

/** What `model`, one that needs no provider, answers to it, as a client would get it; asked once a process. */
export function answerExample(model: string): Promise<string> {
  answer ??= ask(model);
  return answer;
}

async function ask(model: string): Promise<string> {
  const body = CreateChatCompletionBody.parse({ model, messages: [{ role: "user", content: EXAMPLE_QUESTION }] });
  const { events } = generate(decode(body), new AbortController().signal);
  const completion = toChatCompletion(await collect(events), { id: newId("chatcmpl"), created: 0, model });
  return completion.choices[0]?.message.content ?? "";
}
