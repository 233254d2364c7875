"use server";

import { revalidatePath } from "next/cache";
import type { ChangeResult } from "@/components/models/provider-action";
import type { Actor } from "@/lib/audit/actor";
import { sessionActor } from "@/lib/auth/actor";
import { requireSession } from "@/lib/auth/session";
import { log } from "@/lib/log";
import { applyProviders } from "@/lib/providers/apply";
import { removeAlias, removeProvider, saveAlias, saveProvider } from "@/lib/providers/mutations";
import {
  PROVIDER_FAILURES,
  type ProviderFailureReason,
  type ProviderResult,
  SaveAliasBody,
  SaveProviderBody,
} from "@/lib/providers/schema";
import { type ConnectionTest, testConnection } from "@/lib/providers/test-connection";

const OWNER_ONLY = { ok: false, reason: "owner_only", message: "Only the owner can change this." } as const;
const FAILED = { ok: false, reason: "failed", message: "The change could not be made. Try again in a moment." } as const;
const INVALID: Partial<Record<PropertyKey, ProviderFailureReason>> = {
  name: "invalid_name",
  label: "invalid_label",
  baseUrl: "invalid_url",
  apiKey: "invalid_key",
};

export async function saveProviderAction(body: unknown): Promise<ChangeResult> {
  const parsed = SaveProviderBody.safeParse(body);
  const reason = INVALID[parsed.error?.issues[0]?.path[0] ?? ""] ?? "invalid_name";
  return change(async (actor) => (parsed.success ? saveProvider(actor, parsed.data) : { ok: false, reason }));
}

export async function removeProviderAction(name: unknown): Promise<ChangeResult> {
  return change(async (actor) => (typeof name === "string" ? removeProvider(actor, plain(name)) : { ok: false, reason: "not_found" }));
}

export async function saveAliasAction(body: unknown): Promise<ChangeResult> {
  const parsed = SaveAliasBody.safeParse(body);
  return change(async (actor) => (parsed.success ? saveAlias(actor, parsed.data) : { ok: false, reason: "invalid_alias" }));
}

export async function removeAliasAction(id: unknown): Promise<ChangeResult> {
  return change(async (actor) => (typeof id === "string" ? removeAlias(actor, plain(id)) : { ok: false, reason: "not_found" }));
}

export async function testConnectionAction(name: unknown): Promise<ConnectionTest> {
  const { user } = await requireSession();
  if (user.role !== "owner") return { ok: false, message: OWNER_ONLY.message };
  try {
    return typeof name === "string" ? await testConnection(name) : { ok: false, message: PROVIDER_FAILURES.not_found };
  } catch (error) {
    log.error({ err: String(error) }, "a provider could not be tested");
    return { ok: false, message: "The test could not be made." };
  }
}

/** Postgres refuses NUL. */
const plain = (text: string): string => text.replaceAll("\0", "");

/** A change by the owner, in force in this process before it is said to be made. */
async function change(work: (actor: Actor) => Promise<ProviderResult>): Promise<ChangeResult> {
  const { user } = await requireSession();
  if (user.role !== "owner") return OWNER_ONLY;
  const actor = await sessionActor();
  try {
    const result = await work(actor);
    if (!result.ok) return { ...result, message: PROVIDER_FAILURES[result.reason] };
    await applyProviders();
    revalidatePath("/models");
    return { ok: true };
  } catch (error) {
    log.error({ err: String(error) }, "a provider could not be changed");
    return FAILED;
  }
}
