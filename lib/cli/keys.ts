import type { Actor } from "@/lib/audit/actor";
import { createKey, revokeKey } from "@/lib/keys/mutations";
import { listKeys } from "@/lib/keys/queries";
import { KEY_FAILURES, type KeyView } from "@/lib/keys/schema";
import { failed, json, type Outcome, wronglyCalled } from "./outcome";
import { findActor } from "./queries";
import { readArguments } from "./read-arguments";
import { table } from "./table";

const WORKSPACE = { workspace: { type: "string" }, json: { type: "boolean" } } as const;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

export async function createKeyCommand(args: string[]): Promise<Outcome> {
  const options = { ...WORKSPACE, name: { type: "string" }, "expires-in": { type: "string" }, models: { type: "string" } } as const;
  const read = readArguments(args, options);
  if ("failure" in read) return read.failure;
  const { name, models, "expires-in": expiresIn, workspace } = read.values;
  if (name === undefined) return wronglyCalled("The key needs a name: --name NAME.");
  const expiresAt = expiresIn === undefined ? null : dateAfter(expiresIn);
  if (expiresAt === undefined)
    return wronglyCalled(`--expires-in is '${expiresIn}': it takes a number with m, h, d or w, for example 90d.`);

  return forWorkspace(workspace, async (actor) => {
    const ids = models?.split(",").map((id) => id.trim());
    const result = await createKey(actor, { name, expiresAt, models: ids });
    if (!result.ok) return failed(KEY_FAILURES[result.reason]);
    const { key, secret } = result;
    if (read.values.json) return { code: 0, out: json({ ...key, secret }) };
    return { code: 0, out: secret, err: `Created the key "${key.name}" (${key.id}). This is the only time its secret is shown.` };
  });
}

export async function listKeysCommand(args: string[]): Promise<Outcome> {
  const read = readArguments(args, WORKSPACE);
  if ("failure" in read) return read.failure;
  return forWorkspace(read.values.workspace, async (actor) => {
    const keys = await listKeys(actor);
    if (read.values.json) return { code: 0, out: json(keys) };
    if (keys.length === 0) return { code: 0, err: "There are no keys yet: keys create --name NAME makes one." };
    const rows = keys.map((key) => [
      key.name,
      hint(key),
      key.state,
      date(key.createdAt),
      date(key.lastUsedAt),
      date(key.expiresAt),
      key.id,
    ]);
    return { code: 0, out: table(["NAME", "KEY", "STATE", "CREATED", "LAST USED", "EXPIRES", "ID"], rows) };
  });
}

export async function revokeKeyCommand(args: string[]): Promise<Outcome> {
  const read = readArguments(args, WORKSPACE, 1);
  if ("failure" in read) return read.failure;
  const wanted = read.positionals[0];
  if (wanted === undefined) return wronglyCalled("Say which key: its id, its name, or the shown start…last4.");
  return forWorkspace(read.values.workspace, async (actor) => {
    const [key, ...others] = matching(await listKeys(actor), wanted);
    if (!key) return failed(`There is no live key '${wanted}' in this workspace; keys list shows what there is.`);
    if (others.length > 0)
      return failed(`'${wanted}' is more than one key. Name one by its id: ${[key, ...others].map(({ id }) => id).join(", ")}.`);
    const result = await revokeKey(actor, key.id);
    if (!result.ok) return failed(KEY_FAILURES[result.reason]);
    if (read.values.json) return { code: 0, out: json(result.key) };
    return { code: 0, err: `Revoked the key "${key.name}" (${key.id}). It is refused from now on.` };
  });
}

/** An id names one key; a name or a hint may name a key and, during a grace period, its predecessor. */
function matching(keys: KeyView[], wanted: string): KeyView[] {
  const live = keys.filter((key) => key.state !== "revoked");
  const byId = live.filter((key) => key.id === wanted);
  if (byId.length > 0) return byId;
  const byHint = live.filter((key) => hint(key) === wanted.replace("...", "…"));
  return byHint.length > 0 ? byHint : live.filter((key) => key.name.toLowerCase() === wanted.trim().toLowerCase());
}

async function forWorkspace(workspace: string | undefined, act: (actor: Actor) => Promise<Outcome>): Promise<Outcome> {
  const actor = await findActor(workspace);
  if (actor) return act(actor);
  if (workspace !== undefined) return failed(`There is no workspace '${workspace}': give its id, or the e-mail address of its user.`);
  return failed("There is no owner yet: owner-link makes one and a link to sign in.");
}

function dateAfter(text: string): Date | undefined {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  return count && isUnit(unit) ? new Date(Date.now() + Number(count) * UNIT_MS[unit]) : undefined;
}

function isUnit(unit: string | undefined): unit is keyof typeof UNIT_MS {
  return unit !== undefined && Object.hasOwn(UNIT_MS, unit);
}

function hint({ start, last4 }: KeyView): string {
  return `${start}…${last4}`;
}

function date(value: Date | null): string {
  return value ? `${value.toISOString().slice(0, 16).replace("T", " ")}Z` : "never";
}
