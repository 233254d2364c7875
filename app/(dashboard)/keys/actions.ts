"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod/v4";
import type { KeyActionResult, NewKeyActionResult, NewKeyInput } from "@/components/keys/key-action";
import type { ActionFailure } from "@/components/ui/use-action";
import { permittedActor } from "@/lib/auth/actor";
import { NOT_PERMITTED } from "@/lib/auth/permissions";
import {
  KEY_FAILURES,
  KeyPolicy,
  MANAGEMENT,
  type KeyFailure,
  type KeyFailureReason,
  type KeyResult,
  type NewKeyResult,
} from "@/lib/keys/schema";
import { LimitsBody } from "@/lib/limits/schema";
import { createKey, endGrace, renameKey, revokeKey, rotateKey, setKeyDisabled, setKeyPolicy } from "@/lib/keys/mutations";

/** What reaches an action is whatever a browser sent, so every argument is checked before it is used. */
const KeyId = z.string().regex(/^key_[0-9A-Za-z]{1,64}$/);
const Text = z.string().max(10_000);
const Input = z.object({
  name: Text,
  isManagement: z.boolean(),
  expiresAt: z.date().nullable(),
  models: z.array(Text).max(1_000).nullable(),
  limits: LimitsBody.nullable(),
});

export async function createKeyAction(input: NewKeyInput): Promise<NewKeyActionResult> {
  const actor = await permittedActor("keys.change");
  if (!actor) return NOT_PERMITTED;
  const parsed = Input.safeParse(input);
  if (!parsed.success) return answer(failed(reasonFor(parsed.error.issues[0]?.path[0])));
  const { isManagement, ...body } = parsed.data;
  return answer(await createKey(actor, isManagement ? { name: body.name, expiresAt: body.expiresAt, endpoints: [MANAGEMENT] } : body));
}

export async function renameKeyAction(id: string, name: string): Promise<KeyActionResult> {
  const actor = await permittedActor("keys.change");
  if (!actor) return NOT_PERMITTED;
  if (!KeyId.safeParse(id).success) return answer(failed("not_found"));
  return answer(Text.safeParse(name).success ? await renameKey(actor, id, name) : failed("invalid_name"));
}

export async function setKeyDisabledAction(id: string, disabled: boolean): Promise<KeyActionResult> {
  const actor = await permittedActor("keys.change");
  if (!actor) return NOT_PERMITTED;
  if (!KeyId.safeParse(id).success) return answer(failed("not_found"));
  return answer(z.boolean().safeParse(disabled).success ? await setKeyDisabled(actor, id, disabled) : failed("invalid_request"));
}

export async function rotateKeyAction(id: string, graceSeconds: number): Promise<NewKeyActionResult> {
  const actor = await permittedActor("keys.change");
  if (!actor) return NOT_PERMITTED;
  return answer(KeyId.safeParse(id).success ? await rotateKey(actor, id, graceSeconds) : failed("not_found"));
}

export async function setKeyPolicyAction(id: string, policy: KeyPolicy): Promise<KeyActionResult> {
  const actor = await permittedActor("keys.change");
  if (!actor) return NOT_PERMITTED;
  if (!KeyId.safeParse(id).success) return answer(failed("not_found"));
  return answer(KeyPolicy.safeParse(policy).success ? await setKeyPolicy(actor, id, policy) : failed("invalid_limits"));
}

export async function endGraceAction(id: string): Promise<KeyActionResult> {
  const actor = await permittedActor("keys.change");
  if (!actor) return NOT_PERMITTED;
  return answer(KeyId.safeParse(id).success ? await endGrace(actor, id) : failed("not_found"));
}

export async function revokeKeyAction(id: string, confirmName: string | null): Promise<KeyActionResult> {
  const actor = await permittedActor("keys.change");
  if (!actor) return NOT_PERMITTED;
  if (!KeyId.safeParse(id).success) return answer(failed("not_found"));
  const typed = Text.nullable().safeParse(confirmName);
  return answer(typed.success ? await revokeKey(actor, id, typed.data ?? undefined) : failed("confirmation_mismatch"));
}

/** Adds the sentence for a refusal; after a change, has the list read anew. */
function answer<R extends KeyResult | NewKeyResult>(result: R): Extract<R, { ok: true }> | ActionFailure {
  if (!result.ok) return { ok: false, reason: result.reason, message: KEY_FAILURES[result.reason] };
  revalidatePath("/keys");
  revalidatePath("/keys/[key_id]", "page");
  return result as Extract<R, { ok: true }>;
}

function failed(reason: KeyFailureReason): KeyFailure {
  return { ok: false, reason };
}

function reasonFor(field: PropertyKey | undefined): KeyFailureReason {
  if (field === "name") return "invalid_name";
  if (field === "expiresAt") return "invalid_expiry";
  if (field === "limits") return "invalid_limits";
  return field === "models" ? "invalid_models" : "invalid_request";
}
