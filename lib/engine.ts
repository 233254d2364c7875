import type { GenerationEvents, Usage } from "./generation/event";
import type { GenerationRequest } from "./generation/request";
import type { Adjustment, Attempt, Tell } from "./generation/upstream";
import type { Payload } from "./genui/payload";
import type { PromptProfile } from "./genui/prompt/core";
import { withPlainHistory, withUiPrompt } from "./genui/prompt/prompt";
import { ReportBuilder, type UiReport } from "./genui/repair/report";
import { readTarget } from "./genui/target";
import { toUi } from "./genui/to-ui";
import { runTools } from "./tools/run-tools";
import type { Toolbox } from "./tools/toolbox";
import { resolveModel } from "./upstream/models";
import { streamWithinWindow } from "./upstream/window";

export interface Generation {
  /** The id that really answers; with fallbacks it is known once the first event is there. */
  readonly model: string;
  /** What the check has found and mended so far; null for an answer that is no interface. */
  readonly report: UiReport | null;
  /** How interface is written; null for an answer that is no interface. */
  readonly payload: Payload | null;
  /** What the model does not take as it was asked for; all of it is known once the first event is there. */
  readonly adjusted: readonly Adjustment[];
  /** Every request that a provider was sent for it so far. */
  readonly attempts: readonly Attempt[];
  /** How much the model was told of the interface; known once the first event is there. */
  readonly promptProfile: PromptProfile;
  /** The usage of the answer with what it cost. */
  readonly priced: (usage: Usage) => Usage;
  events: GenerationEvents;
}

/**
 * Runs a generation. What is asked for as JSON passes as it is; text becomes interface. The hosted tools of `box` run between the model and
 * the check; they are let go of when the events end.
 * Throws `model_not_found`, `provider_not_configured` or 400 for a library that can't be read at once; everything later is thrown by the
 * events, which end within a second once `signal` fires.
 */
export function generate(request: GenerationRequest, signal: AbortSignal, box: Toolbox | null = null): Generation {
  const resolved = resolveModel(request.model);
  const report = request.outputFormat.type === "text" ? new ReportBuilder() : null;
  const adjusted: Adjustment[] = [];
  const attempts: Attempt[] = [];
  // A model that is asked more than once is told the same each time.
  const note = (one: Adjustment) => void (adjusted.some(({ parameter }) => parameter === one.parameter) || adjusted.push(one));
  const tell: Tell = Object.assign(note, { attempt: (one: Attempt) => void attempts.push(one) });
  let profile: PromptProfile = "full";
  const read = report && readTarget(request);
  const once = (asked: GenerationRequest) => streamWithinWindow(resolved, asked, signal, tell);
  const ask = box ? (asked: GenerationRequest) => runTools(asked, once, box, signal) : once;
  const told = (isShort: boolean) => {
    profile = isShort ? "core" : "full";
    return ask(withUiPrompt(request, read ?? undefined, profile));
  };
  const events =
    report && read
      ? toUi(begun(resolved.wantsShortPrompt(), told), request.ui, read.target, report, box?.sources, box?.tokenOf)
      : ask(withPlainHistory(request));
  return {
    get model() {
      return resolved.id;
    },
    get report() {
      return report?.toReport() ?? null;
    },
    payload: read?.target.payload ?? null,
    adjusted,
    attempts,
    priced: resolved.priced,
    get promptProfile() {
      return profile;
    },
    events,
  };
}

/** The events of an answer whose prompt is known at once, or once the server has told how much its model reads. */
function begun(isShort: boolean | Promise<boolean>, ask: (isShort: boolean) => GenerationEvents): GenerationEvents {
  return typeof isShort === "boolean" ? ask(isShort) : begunLater(isShort, ask);
}

async function* begunLater(isShort: Promise<boolean>, ask: (isShort: boolean) => GenerationEvents): GenerationEvents {
  yield* ask(await isShort);
}
