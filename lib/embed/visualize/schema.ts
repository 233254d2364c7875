import { refusal } from "@/lib/parameter";
import { CreateChatCompletionBody } from "../chat-completions/schema";

/** The body of `POST /v1/visualize/chat/completions`: chat completions without tools. */
export const VisualizeBody = CreateChatCompletionBody.superRefine((body, context) => {
  for (const name of ["tools", "tool_choice"] as const) {
    const value = body[name];
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0) || value === "none") continue;
    const message = `Visualizations take no '${name}': call tools with your own model, and send what came of it.`;
    context.addIssue({ code: "custom", ...refusal("unsupported_parameter", message), path: [name] });
  }
});
