import { type AnswerSettings, NO_HOSTED, type Thread } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";
import { loadSettings } from "../settings-storage";

/** What a new thread starts with: the offline engine, or else the first model that is ready, at its provider's defaults. */
export function defaultSettings(models: ModelInfo[]): AnswerSettings {
  const model = models.find(({ provider, ready }) => provider === "vitrine" && ready) ?? models.find(({ ready }) => ready) ?? models[0];
  return { model: model?.id ?? "", system: null, temperature: null, topP: null, maxTokens: null, tools: null, hosted: NO_HOSTED };
}

/** A thread goes on with what its last answer was asked for with; a new one begins with the model last chosen,
 * if `remembered` in this browser, and nothing else: what was set for one thread would change the answers of the next unseen. */
export function settingsFor(thread: Thread | null, models: ModelInfo[], remembered: boolean): AnswerSettings {
  const used = thread?.entries.findLast(({ details }) => details !== null)?.details?.settings;
  const fallback = defaultSettings(models);
  const settings = used ?? { ...fallback, model: (remembered ? loadSettings()?.model : null) ?? fallback.model };
  return models.some(({ id }) => id === settings.model) ? settings : { ...settings, model: fallback.model };
}
