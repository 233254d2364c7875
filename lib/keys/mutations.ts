import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { newId } from "@/lib/ids";
import { inTurn } from "@/lib/in-turn";
import { prisma } from "@/lib/prisma";
import { countSpent, isNewBudget } from "@/lib/limits/budget/mutations";
import { storedLimits } from "@/lib/limits/schema";
import { type ApiKey, Prisma } from "@/prisma/generated/client";
import { invalidateKey } from "./cache";
import { keyState } from "./policy";
import { findKey } from "./queries";
import {
  CONFIRM_USED_WITHIN_MS,
  CREATIONS_PER_MINUTE_MAX,
  CreateKeyBody,
  GraceSeconds,
  isManagement,
  type KeyFailure,
  type KeyFailureReason,
  KeyName,
  KeyPolicy,
  type KeyResult,
  LIVE_KEYS_MAX,
  type NewKeyResult,
  type ParsedKeyPolicy,
} from "./schema";
import { hashSecret, mintSecret, secretHint } from "./secret";
import { recheckKeys } from "./watch";

type Tx = Prisma.TransactionClient;
/** On a busy machine a change waits for its turn rather than failing. */
const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };
const KEY_ID = /^key_[0-9A-Za-z]{1,64}$/;

type Change = { ok: true; id: string } | KeyFailure;

/**
 * Creates a key and returns its secret, which is shown once and stored nowhere (only its SHA-256 is). The name is unique
 * among the workspace's live keys, whatever the case; the limits of `schema.ts` hold even for simultaneous calls.
 */
export async function createKey(actor: Actor, body: CreateKeyBody): Promise<NewKeyResult> {
  const parsed = CreateKeyBody.safeParse(body);
  if (!parsed.success) return failure(reasonOf(parsed.error.issues[0]?.path[0]));
  const { userId } = actor;
  if (userId === null) return failure("no_user");
  const { name, expiresAt = null, models = null, endpoints = null, limits = null } = parsed.data;
  const secret = mintSecret();

  const change = await inWorkspace(actor, async (tx) => {
    const refused = await creationRefused(tx, actor, 1);
    if (refused) return refused;
    if (await nameTaken(tx, actor.workspaceId, name, null)) return failure("name_taken");
    const data = { name, expiresAt, everyModel: models === null, models: [...new Set(models)], ...policyColumns({ endpoints, limits }) };
    const key = await insertKey(tx, actor.workspaceId, userId, secret, data);
    await recordCreated(tx, actor, key);
    return { ok: true, id: key.id };
  });
  return withSecret(await toResult(actor, change), secret);
}

/** Renames a key that is not revoked. */
export async function renameKey(actor: Actor, id: string, name: string): Promise<KeyResult> {
  const parsed = KeyName.safeParse(name);
  if (!parsed.success) return failure("invalid_name");
  const change = await inWorkspace(actor, async (tx) => {
    const old = await lockKey(tx, actor, id);
    if (!old) return failure("not_found");
    if (old.revokedAt) return failure("key_revoked");
    if (old.revokeReason !== "rotated" && (await nameTaken(tx, actor.workspaceId, parsed.data, id))) return failure("name_taken");
    return update(tx, actor, old, { name: parsed.data }, "api_key.renamed", { from: old.name, to: parsed.data });
  });
  return toResult(actor, change);
}

/** Switches a key off or on again; it takes effect in every process, and off ends the requests in flight. No-op when it is so already. */
export async function setKeyDisabled(actor: Actor, id: string, disabled: boolean): Promise<KeyResult> {
  const change = await inWorkspace(actor, async (tx) => {
    const old = await lockKey(tx, actor, id);
    if (!old) return failure("not_found");
    if (old.revokedAt) return failure("key_revoked");
    if ((old.disabledAt !== null) === disabled) return { ok: true, id };
    const action = disabled ? "api_key.disabled" : "api_key.enabled";
    return update(tx, actor, old, { disabledAt: disabled ? new Date() : null }, action, null);
  });
  return toResult(actor, change);
}

/** Sets what a key that is not revoked may call and how much of it; it takes effect in every process, for requests that come after. */
export async function setKeyPolicy(actor: Actor, id: string, policy: KeyPolicy): Promise<KeyResult> {
  const parsed = KeyPolicy.safeParse(policy);
  if (!parsed.success) return failure(reasonOf(parsed.error.issues[0]?.path[0]));
  const change = await inWorkspace(actor, async (tx) => {
    const old = await lockKey(tx, actor, id);
    if (!old) return failure("not_found");
    if (old.revokedAt) return failure("key_revoked");
    const { limits, endpoints } = parsed.data;
    // What a key is for is decided when it is made.
    if (endpoints !== undefined && isManagement(endpoints) !== isManagement(old.endpoints)) return failure("invalid_endpoints");
    if (limits && isNewBudget(old.limits, limits)) await countSpent(tx, { type: "key", id: old.limitedAs ?? id });
    return update(tx, actor, old, policyColumns(parsed.data), "api_key.policy_changed", {
      from: { endpoints: old.everyEndpoint ? null : old.endpoints, limits: old.limits },
      to: parsed.data,
    });
  });
  return toResult(actor, change);
}

/**
 * Gives the key a successor with the same name and policy and returns the successor's secret, shown once. The old secret works
 * on for the grace period, never past its own expiry; without grace it is revoked at once.
 */
export async function rotateKey(actor: Actor, id: string, graceSeconds: number): Promise<NewKeyResult> {
  const grace = GraceSeconds.safeParse(graceSeconds);
  if (!grace.success) return failure("invalid_grace");
  const { userId } = actor;
  if (userId === null) return failure("no_user");
  const secret = mintSecret();

  const change = await inWorkspace(actor, async (tx) => {
    const old = await lockKey(tx, actor, id);
    if (!old) return failure("not_found");
    const state = keyState(old, Date.now());
    if (state !== "active") return failure(state === "rotating" ? "key_rotated" : `key_${state}`);
    const refused = await creationRefused(tx, actor, grace.data === 0 ? 0 : 1);
    if (refused) return refused;
    const now = new Date();
    const end = new Date(now.getTime() + grace.data * 1_000);
    const expiresAt = old.expiresAt && old.expiresAt < end ? old.expiresAt : end;
    const revocation = grace.data === 0 ? { revokedAt: now, revokedById: userId } : {};
    const diff = { graceSeconds: grace.data, expiresAt: expiresAt.toISOString() };
    await update(tx, actor, old, { expiresAt, revokeReason: "rotated", ...revocation }, "api_key.rotated", diff);
    const { name, everyModel, models, everyEndpoint, endpoints, limits } = old;
    const policy = { name, expiresAt: old.expiresAt, everyModel, models, everyEndpoint, endpoints, limits: limits ?? Prisma.DbNull };
    // What both use in the grace period is the use of one, so that rotating is no way around a limit.
    const key = await insertKey(tx, actor.workspaceId, userId, secret, { ...policy, rotatedFrom: id, limitedAs: old.limitedAs ?? id });
    await recordCreated(tx, actor, key);
    return { ok: true, id: key.id };
  });
  invalidate(id);
  return withSecret(await toResult(actor, change), secret);
}

/** Ends the grace period of a rotated key now. */
export async function endGrace(actor: Actor, id: string): Promise<KeyResult> {
  const change = await inWorkspace(actor, async (tx) => {
    const old = await lockKey(tx, actor, id);
    if (!old) return failure("not_found");
    if (old.revokedAt) return failure("key_revoked");
    if (old.revokeReason !== "rotated") return failure("not_rotating");
    return update(tx, actor, old, { revokedAt: new Date(), revokedById: actor.userId }, "api_key.grace_ended", null);
  });
  return toResult(actor, change);
}

/**
 * Revokes a key for good and ends its requests in flight. When it was used in the last 30 days, a user has to have typed its
 * name (`confirmName`); the command line asks for the key by name or id anyway.
 */
export async function revokeKey(actor: Actor, id: string, confirmName?: string): Promise<KeyResult> {
  const change = await inWorkspace(actor, async (tx) => {
    const old = await lockKey(tx, actor, id);
    if (!old) return failure("not_found");
    if (old.revokedAt) return failure("key_revoked");
    const use = await tx.apiKeyState.findUnique({ where: { keyId: id } });
    const usedLately = use?.lastUsedAt && use.lastUsedAt.getTime() > Date.now() - CONFIRM_USED_WITHIN_MS;
    if (usedLately && actor.type === "user" && !confirmName) return failure("confirmation_required");
    if (confirmName && confirmName.trim() !== old.name) return failure("confirmation_mismatch");
    const data = { revokedAt: new Date(), revokedById: actor.userId, revokeReason: old.revokeReason ?? "user" };
    return update(tx, actor, old, data, "api_key.revoked", { name: old.name, lastUsedAt: use?.lastUsedAt?.toISOString() ?? null });
  });
  return toResult(actor, change);
}

/** Writes when keys were last used, in one statement in the order of their ids; never moves a time back. Unknown ids are left out. */
export async function saveLastUsed(uses: { keyId: string; at: Date; address: string | null }[]): Promise<void> {
  const ids = uses.map((use) => use.keyId);
  const times = uses.map((use) => use.at.toISOString());
  const addresses = uses.map((use) => use.address ?? "");
  await prisma().$executeRaw`
    INSERT INTO api_key_state (key_id, last_used_at, last_used_ip)
    SELECT k.id, use.at, nullif(use.ip, '')
    FROM unnest(${ids}::text[], ${times}::timestamptz[], ${addresses}::text[]) AS use (id, at, ip)
    JOIN api_key k ON k.id = use.id ORDER BY k.id
    ON CONFLICT (key_id) DO UPDATE SET last_used_at = excluded.last_used_at, last_used_ip = excluded.last_used_ip
    WHERE api_key_state.last_used_at IS NULL OR api_key_state.last_used_at < excluded.last_used_at`;
}

/** Serialises the changes of one workspace's keys, so that what was counted and compared still holds when it is written. */
async function inWorkspace(actor: Actor, change: (tx: Tx) => Promise<Change>): Promise<Change> {
  return inTurn(`keys of ${actor.workspaceId}`, () =>
    prisma().$transaction(async (tx) => {
      // Other processes change keys too. Not FOR UPDATE: rows that merely refer to the workspace may be written meanwhile.
      await tx.$queryRaw`SELECT id FROM workspace WHERE id = ${actor.workspaceId} FOR NO KEY UPDATE`;
      return change(tx);
    }, TRANSACTION),
  );
}

/** The key, unless it is another workspace's. The workspace's lock keeps it as it is. Any other text or value is a missing id. */
async function lockKey(tx: Tx, actor: Actor, id: string): Promise<ApiKey | null> {
  if (!KEY_ID.test(id)) return null;
  return tx.apiKey.findFirst({ where: { id, workspaceId: actor.workspaceId } });
}

/** `more` is by how many the live keys will grow. The pace is limited for all but whoever runs the command line: they own the database. */
async function creationRefused(tx: Tx, actor: Actor, more: number): Promise<KeyFailure | null> {
  const { workspaceId } = actor;
  const now = new Date();
  const unexpired = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const live = await tx.apiKey.count({ where: { workspaceId, revokedAt: null, ...unexpired } });
  if (live + more > LIVE_KEYS_MAX) return failure("too_many_keys");
  if (actor.type === "cli" || actor.type === "system") return null;
  const lately = await tx.apiKey.count({ where: { workspaceId, createdAt: { gt: new Date(now.getTime() - 60_000) } } });
  return lately >= CREATIONS_PER_MINUTE_MAX ? failure("too_many_creations") : null;
}

/** A key in its grace period has left its name to its successor. */
async function nameTaken(tx: Tx, workspaceId: string, name: string, exceptId: string | null): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM api_key WHERE workspace_id = ${workspaceId} AND lower(name) = lower(${name})
    AND revoked_at IS NULL AND revoke_reason IS NULL AND id <> ${exceptId ?? ""}`;
  return rows.length > 0;
}

type NewKey = Omit<Prisma.ApiKeyUncheckedCreateInput, "id" | "workspaceId" | "createdById" | "hash" | "start" | "last4">;

/** The columns of what a policy says; those that it leaves out stay as they are. */
function policyColumns({ endpoints, limits }: ParsedKeyPolicy) {
  return {
    ...(endpoints !== undefined && { everyEndpoint: endpoints === null, endpoints: [...new Set(endpoints)] }),
    ...(limits !== undefined && { limits: storedLimits(limits) ?? Prisma.DbNull }),
  };
}

function recordCreated(tx: Tx, actor: Actor, key: ApiKey): Promise<void> {
  const { name, everyModel, models, everyEndpoint, endpoints, limits, expiresAt, start, rotatedFrom } = key;
  const policy = { everyModel, models, everyEndpoint, endpoints, limits };
  return record(tx, actor, key, "api_key.created", { name, ...policy, expiresAt: expiresAt?.toISOString() ?? null, start, rotatedFrom });
}

function insertKey(tx: Tx, workspaceId: string, createdById: string, secret: string, data: NewKey): Promise<ApiKey> {
  const hash = Uint8Array.from(Buffer.from(hashSecret(secret), "hex"));
  return tx.apiKey.create({ data: { id: newId("key"), workspaceId, createdById, hash, ...secretHint(secret), ...data } });
}

async function update(
  tx: Tx,
  actor: Actor,
  old: ApiKey,
  data: Prisma.ApiKeyUncheckedUpdateInput,
  action: string,
  diff: Prisma.InputJsonObject | null,
): Promise<Change> {
  // Conditional on the version read: without the lock this would still change nothing that it did not see.
  const where = { id: old.id, workspaceId: actor.workspaceId, version: old.version };
  const [key] = await tx.apiKey.updateManyAndReturn({ where, data: { ...data, version: { increment: 1 } } });
  if (!key) throw new Error(`key ${old.id} changed under its workspace's lock`);
  await record(tx, actor, key, action, diff);
  return { ok: true, id: key.id };
}

/** The audit row and the call to every process, both only real when the change is. */
async function record(tx: Tx, actor: Actor, key: ApiKey, action: string, diff: Prisma.InputJsonObject | null): Promise<void> {
  await audit(tx, actor, action, key.id, diff);
  await tx.$executeRaw`SELECT pg_notify('key_bus', ${`${key.id}:${key.version}`})`;
}

async function toResult(actor: Actor, change: Change): Promise<KeyResult> {
  if (!change.ok) return change;
  invalidate(change.id);
  const key = await findKey(actor.workspaceId, change.id);
  return key ? { ok: true, key } : failure("not_found");
}

/** This process does not wait to hear of its own change: when the call returns, the change is in force here. */
function invalidate(id: string): void {
  invalidateKey(id);
  void recheckKeys([id]);
}

function withSecret(result: KeyResult, secret: string): NewKeyResult {
  return result.ok ? { ...result, secret } : result;
}

function reasonOf(field: PropertyKey | undefined): KeyFailureReason {
  if (field === "name") return "invalid_name";
  if (field === "expiresAt") return "invalid_expiry";
  if (field === "endpoints") return "invalid_endpoints";
  if (field === "limits") return "invalid_limits";
  return field === "models" ? "invalid_models" : "invalid_request";
}

function failure(reason: KeyFailureReason): KeyFailure {
  return { ok: false, reason };
}
