import { applyProviders } from "@/lib/providers/apply";
import { listModels } from "@/lib/upstream/models";
import { json, type Outcome } from "./outcome";
import { readArguments } from "./read-arguments";
import { table } from "./table";

export async function listModelsCommand(args: string[]): Promise<Outcome> {
  const read = readArguments(args, { json: { type: "boolean" } });
  if ("failure" in read) return read.failure;
  await applyProviders();
  const models = await listModels();
  if (read.values.json) return { code: 0, out: json(models) };
  const rows = models.map((model) => [model.id, model.ready ? "ready" : `needs ${model.setting ?? "a setting"}`, model.name]);
  return { code: 0, out: table(["ID", "STATE", "NAME"], rows) };
}
