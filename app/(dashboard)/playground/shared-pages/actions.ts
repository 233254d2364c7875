"use server";

import { z } from "zod/v4";
import type { ActionFailure } from "@/components/ui/use-action";
import { permittedActor } from "@/lib/auth/actor";
import { NOT_PERMITTED } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { sharePage, unsharePage } from "@/lib/shared-pages/mutations";
import { SHARE_FAILURES, type SharedPageEntry, SharePageBody, type SharePageFailure } from "@/lib/shared-pages/schema";

// Nothing is revalidated: that would draw the page anew on which the dialog stands, and the list asks for itself.
const PageId = z.string().regex(/^shp_[0-9A-Za-z]{1,60}$/);

export async function sharePageAction(body: SharePageBody): Promise<{ ok: true; page: SharedPageEntry } | ActionFailure> {
  const [{ principal }, actor] = await Promise.all([requireSession(), permittedActor("requests.make")]);
  if (!actor) return NOT_PERMITTED;
  const parsed = SharePageBody.safeParse(body);
  if (!parsed.success) return failed("invalid");
  const result = await sharePage(actor, principal, parsed.data);
  if (!result.ok) return failed(result.reason);
  return result;
}

export async function unsharePageAction(id: string): Promise<{ ok: true } | ActionFailure> {
  const actor = await permittedActor("requests.make");
  if (!actor) return NOT_PERMITTED;
  // One that is gone already is as it was wanted.
  if (PageId.safeParse(id).success) await unsharePage(actor, id);
  return { ok: true };
}

function failed(reason: SharePageFailure): ActionFailure {
  return { ok: false, reason, message: SHARE_FAILURES[reason] };
}
