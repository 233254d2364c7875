import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import type { HostedTool } from "@/lib/generation/hosted";
import type { FunctionTool } from "@/lib/generation/request";
import { kindOf } from "@/lib/tools/kinds";
import { assertModelAllowed } from "../model-access";
import { stored } from "../storage";
import { countInputTokens } from "./count-tokens";
import { decode } from "./decode";
import { readHistory } from "./read-history";
import { readInput } from "./read-input";
import { InputTokensBody } from "./schema";

/** The functions of a hosted tool that are known without asking anybody. */
const declaredBy = ({ kind, options }: HostedTool): FunctionTool[] => kindOf(kind).declared(options);

/** How many tokens a request would have, without sending it to a model. */
export const countInputTokensRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/responses/input_tokens",
  body: InputTokensBody,
  async handle({ principal, body, usage }) {
    const { personality: _, model, ...counted } = body;
    usage.model = model ?? null;
    if (model != null) assertModelAllowed(principal, model);
    const { previous, added } = await stored(readInput(principal, body));
    const context = [...previous, ...(await readHistory(principal, body.conversation))];
    const request = decode({ ...counted, model: model ?? "" }, [...context, ...added(context)], principal.workspaceId);
    const offered = { ...request, tools: [...request.tools, ...(request.hosted?.tools ?? []).flatMap(declaredBy)] };
    return { object: "response.input_tokens", input_tokens: await countInputTokens(offered) };
  },
});
