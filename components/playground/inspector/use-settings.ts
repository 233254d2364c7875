"use client";

import { useCallback, useEffect, useState } from "react";
import type { AnswerSettings, HostedSettings, Thread } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";
import { settingsFor } from "./default-settings";
import { unsentOf } from "./set-parameters";
import { saveSettings } from "../settings-storage";

/** The settings of the next request; `blocked` is the chosen model when it cannot answer. */
export function useSettings(thread: Thread | null, models: ModelInfo[]) {
  const [settings, setSettings] = useState<AnswerSettings>(() => settingsFor(thread, models, false));
  useEffect(() => {
    // What this browser remembers is known only here, not to the server that rendered the first frame.
    setSettings(settingsFor(thread, models, true));
  }, [thread, models]);
  const change = useCallback((next: AnswerSettings) => {
    setSettings(next);
    saveSettings(next);
  }, []);
  // What a thread may use is its own: no other begins with it.
  const changeHosted = useCallback((hosted: HostedSettings) => setSettings((before) => ({ ...before, hosted })), []);
  const model = models.find(({ id }) => id === settings.model);
  return { settings, change, changeHosted, model, unsent: unsentOf(settings, model), blocked: model && !model.ready ? model : null };
}
