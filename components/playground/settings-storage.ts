import { AnswerSettings } from "@/lib/conversations/schema";

const SETTINGS = "vitrine.playground.settings";
const DRAFT = "vitrine.playground.draft.";
const PASTES = "vitrine.playground.pastes.";

/** A long text that was pasted and stands beside what is typed. */
export interface Paste {
  id: string;
  text: string;
}

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

/** The long texts that were pasted beside it. */
export function loadPastes(threadId: string | null): Paste[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(PASTES + (threadId ?? "new")) ?? "[]");
    return Array.isArray(parsed) ? parsed.filter(isPaste) : [];
  } catch {
    return [];
  }
}

export function savePastes(threadId: string | null, pastes: Paste[]): void {
  write(PASTES + (threadId ?? "new"), pastes.length === 0 ? "" : JSON.stringify(pastes));
}

function isPaste(value: unknown): value is Paste {
  return typeof value === "object" && value !== null && "id" in value && "text" in value && typeof value.text === "string";
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
