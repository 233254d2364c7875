import type { ActionFailure } from "@/components/ui/use-action";
import type { Limits } from "@/lib/principal";
import type { KeyPolicy, KeyView } from "@/lib/keys/schema";

export type KeyActionResult = { ok: true; key: KeyView } | ActionFailure;
export type NewKeyActionResult = { ok: true; key: KeyView; secret: string } | ActionFailure;

/** What the page can ask the server to do. Arguments come from a browser, so the server checks them all. */
export interface KeyActions {
  create: (input: NewKeyInput) => Promise<NewKeyActionResult>;
  rename: (id: string, name: string) => Promise<KeyActionResult>;
  setDisabled: (id: string, disabled: boolean) => Promise<KeyActionResult>;
  rotate: (id: string, graceSeconds: number) => Promise<NewKeyActionResult>;
  setPolicy: (id: string, policy: KeyPolicy) => Promise<KeyActionResult>;
  endGrace: (id: string) => Promise<KeyActionResult>;
  revoke: (id: string, confirmName: string | null) => Promise<KeyActionResult>;
}

export interface NewKeyInput {
  name: string;
  /** Whether it manages keys, and calls no model. */
  isManagement: boolean;
  expiresAt: Date | null;
  /** Null means every model. */
  models: string[] | null;
  /** Null for no limits. */
  limits: Limits | null;
}
