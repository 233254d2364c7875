"use server";

import { z } from "zod/v4";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import {
  deleteThread,
  forkThread,
  renameThread,
  saveForm,
  type ThreadResult,
  type WriteThreadResult,
  writeThread,
} from "@/lib/conversations/mutations";
import { type ShowVersionResult, showVersion } from "@/lib/conversations/versions/mutations";
import { findThread, listThreads } from "@/lib/conversations/queries";
import {
  ForkThreadBody,
  SaveFormBody,
  ShowVersionBody,
  type Thread,
  type ThreadSummary,
  ThreadTitle,
  WriteThreadBody,
} from "@/lib/conversations/schema";
import type { Principal } from "@/lib/principal";

// An action is reachable by anyone signed in, with any arguments: each is read as unknown.
type Invalid = { ok: false; reason: "invalid" };
const invalid: Invalid = { ok: false, reason: "invalid" };
/** Who may change threads; null for somebody who only looks. */
async function permittedPrincipal(): Promise<Principal | null> {
  const { principal, workspace } = await requireSession();
  return may(workspace.role, "requests.make") ? principal : null;
}
const Id = z.string().min(1).max(64);
const Search = z.string().max(200);

export async function writeThreadAction(body: WriteThreadBody): Promise<WriteThreadResult | Invalid> {
  const principal = await permittedPrincipal();
  if (!principal) return invalid;
  const parsed = WriteThreadBody.safeParse(body);
  return parsed.success ? writeThread(principal, parsed.data) : invalid;
}

/** Gives the thread as it is then. */
export async function showVersionAction(
  body: ShowVersionBody,
): Promise<{ ok: true; thread: Thread } | Extract<ShowVersionResult, { ok: false }> | Invalid> {
  const principal = await permittedPrincipal();
  if (!principal) return invalid;
  const parsed = ShowVersionBody.safeParse(body);
  if (!parsed.success) return invalid;
  const result = await showVersion(principal, parsed.data);
  const thread = result.ok ? await findThread(principal, parsed.data.threadId) : null;
  if (!result.ok) return result;
  return thread ? { ok: true, thread } : { ok: false, reason: "not_found" };
}

export async function forkThreadAction(body: ForkThreadBody): Promise<WriteThreadResult | Invalid> {
  const principal = await permittedPrincipal();
  if (!principal) return invalid;
  const parsed = ForkThreadBody.safeParse(body);
  return parsed.success ? forkThread(principal, parsed.data) : invalid;
}

export async function saveFormAction(body: SaveFormBody): Promise<ThreadResult | Invalid> {
  const principal = await permittedPrincipal();
  if (!principal) return invalid;
  const parsed = SaveFormBody.safeParse(body);
  return parsed.success ? saveForm(principal, parsed.data) : invalid;
}

export async function renameThreadAction(id: string, title: string): Promise<ThreadResult | Invalid> {
  const principal = await permittedPrincipal();
  if (!principal) return invalid;
  const parsed = z.object({ id: Id, title: ThreadTitle }).safeParse({ id, title });
  return parsed.success ? renameThread(principal, parsed.data.id, parsed.data.title) : invalid;
}

export async function deleteThreadAction(id: string): Promise<ThreadResult | Invalid> {
  const principal = await permittedPrincipal();
  if (!principal) return invalid;
  const parsed = Id.safeParse(id);
  return parsed.success ? deleteThread(principal, parsed.data) : invalid;
}

/** Null for a thread that is not there, or is not one's own. */
export async function openThreadAction(id: string): Promise<Thread | null> {
  const { principal } = await requireSession();
  const parsed = Id.safeParse(id);
  return parsed.success ? findThread(principal, parsed.data) : null;
}

export async function searchThreadsAction(search: string): Promise<ThreadSummary[]> {
  const { principal } = await requireSession();
  const parsed = Search.safeParse(search);
  return parsed.success ? listThreads(principal, parsed.data.replaceAll("\0", "").trim()) : [];
}
