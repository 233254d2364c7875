import { ApiError } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import type { Principal } from "@/lib/principal";
import { withoutPrefix } from "@/lib/upstream/model-id";
import { listModels, type ModelInfo } from "@/lib/upstream/models";
import { mayUseModel } from "../model-access";
import { toModel } from "./encode";

/** The models the caller can use now. */
export const listModelsRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/models",
  async handle({ principal }) {
    return { object: "list", data: (await usableModels(principal)).map(toModel) };
  },
});

export const getModelRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/models/*id",
  async handle({ principal, params }) {
    const asked = withoutPrefix(params.id ?? "");
    const model = (await usableModels(principal)).find(({ id }) => id === params.id || id === asked);
    if (!model) throw new ApiError("model_not_found", "The model does not exist, or it can't be used here.", { param: "model" });
    return toModel(model);
  },
});

async function usableModels(principal: Principal): Promise<ModelInfo[]> {
  return (await listModels()).filter((model) => model.ready && mayUseModel(principal, model.id));
}
