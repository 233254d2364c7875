import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import { decided } from "@/lib/parameter";

type Official = NonNullable<ChatCompletionCreateParams["verbosity"]>;

export const Verbosity = decided<Official>({ low: "accepted", medium: "accepted", high: "accepted" });
