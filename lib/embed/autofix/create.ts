import { fixProgram } from "@/lib/genui/fix";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { newId } from "@/lib/ids";
import { decode } from "./decode";
import { toFixCompletion } from "./encode";
import { AutofixBody } from "./schema";

const MODEL = "openui/autofix";

/** Mends a program of OpenUI Lang that any model wrote. No model is asked, so nothing is added that was not there. */
function autofixRoute(path: string): ApiRoute {
  return apiRoute({
    method: "POST",
    path,
    body: AutofixBody,
    handle({ body, usage }) {
      usage.model = MODEL;
      const { program, library } = decode(body);
      const stamp = { id: newId("fix"), created: Math.floor(Date.now() / 1_000), model: MODEL };
      return Promise.resolve(toFixCompletion(fixProgram(program, library), stamp));
    },
  });
}

export const createFix: ApiRoute = autofixRoute("/v1/autofix");
/** The same, for clients whose library adds the path of chat completions by itself. */
export const createFixAsChat: ApiRoute = autofixRoute("/v1/autofix/chat/completions");
