"use server";

import { redirect } from "next/navigation";
import { z } from "zod/v4";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { forkSharedPage } from "@/lib/shared-pages/mutations";

const Token = z.string().max(100);

/** Copies a shared page into a thread of whoever asks, and opens it; whoever is signed out signs in first. */
export async function forkSharedPageAction(token: string): Promise<void> {
  const { principal, workspace } = await requireSession();
  const parsed = Token.safeParse(token);
  const threadId = parsed.success && may(workspace.role, "requests.make") ? await forkSharedPage(principal, parsed.data) : null;
  redirect(threadId === null ? "/playground" : `/playground/${threadId}`);
}
