import type { Model } from "openai/resources/models";
import type { ModelInfo } from "@/lib/upstream/models";

export function toModel({ id, created, ownedBy }: ModelInfo): Model {
  return { id, object: "model", created, owned_by: ownedBy };
}
