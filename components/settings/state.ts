/** What a settings form shows after an attempt; `savedAt` is set (epoch milliseconds) when it worked. */
export interface FormState {
  savedAt: number | null;
  /** By the field's name; `form` for the form as a whole. */
  errors: Partial<Record<string, string>>;
}

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

export const UNTOUCHED: FormState = { savedAt: null, errors: {} };

/** What a button of the settings gets back. */
export type ChangeResult = { ok: true } | { ok: false; reason: string; message: string };
