import { AnswerSettings } from "@/lib/conversations/schema";

const SETTINGS = "vitrine.playground.settings";
const DRAFT = "vitrine.playground.draft.";

/** The settings last used in this browser; null when there are none that can be read. */
export function loadSettings(): AnswerSettings | null {
  try {
    return AnswerSettings.parse(JSON.parse(localStorage.getItem(SETTINGS) ?? ""));
  } catch {
    return null;
  }
}

export function saveSettings(settings: AnswerSettings): void {
  write(SETTINGS, JSON.stringify(settings));
}

/** What was being typed in a thread; `threadId` null is a new one. */
export function loadDraft(threadId: string | null): string {
  try {
    return localStorage.getItem(DRAFT + (threadId ?? "new")) ?? "";
  } catch {
    return "";
  }
}

export function saveDraft(threadId: string | null, text: string): void {
  write(DRAFT + (threadId ?? "new"), text);
}

/** Storage may be full or forbidden; then nothing is remembered, which is no reason to stop. */
function write(key: string, value: string): void {
  try {
    if (value === "") localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}
