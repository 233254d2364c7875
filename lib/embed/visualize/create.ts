import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { answerChat } from "../chat-completions/create";
import { decode } from "./decode";
import { VisualizeBody } from "./schema";

/** Chat completions that show what they are given: text or data in, interface out. Tools belong to the caller's own model. */
export const createVisualization: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/visualize/chat/completions",
  body: VisualizeBody,
  handle: (call) => answerChat(call, decode(call.body)),
});
