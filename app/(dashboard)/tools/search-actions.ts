"use server";

import { revalidatePath } from "next/cache";
import type { SearchServiceChange } from "@/components/tools/search-service-actions";
import type { Actor } from "@/lib/audit/actor";
import { sessionActor } from "@/lib/auth/actor";
import { requireSession } from "@/lib/auth/session";
import { log } from "@/lib/log";
import { applyStoredSearchServices } from "@/lib/search-services/apply";
import { removeSearchService, saveSearchService } from "@/lib/search-services/mutations";
import {
  SaveSearchServiceBody,
  SEARCH_SERVICE_FAILURES,
  type SearchServiceFailureReason,
  type SearchServiceResult,
} from "@/lib/search-services/schema";
import { type SearchServiceTest, testSearchService } from "@/lib/search-services/test-service";
import { type BackendName, BACKEND_NAMES } from "@/lib/tools/web/backends";

const OWNER_ONLY = { ok: false, reason: "owner_only", message: "Only the owner can change this." } as const;
const FAILED = { ok: false, reason: "failed", message: "The change could not be made. Try again in a moment." } as const;
const INVALID: Partial<Record<PropertyKey, SearchServiceFailureReason>> = { baseUrl: "invalid_url", apiKey: "invalid_key" };

export async function saveSearchServiceAction(body: unknown): Promise<SearchServiceChange> {
  const parsed = SaveSearchServiceBody.safeParse(body);
  const reason = INVALID[parsed.error?.issues[0]?.path[0] ?? ""] ?? "invalid_backend";
  return change(async (actor) => (parsed.success ? saveSearchService(actor, parsed.data) : { ok: false, reason }));
}

export async function removeSearchServiceAction(backend: unknown): Promise<SearchServiceChange> {
  return change(async (actor) => (isBackend(backend) ? removeSearchService(actor, backend) : { ok: false, reason: "not_found" }));
}

export async function testSearchServiceAction(backend: unknown): Promise<SearchServiceTest> {
  const { user } = await requireSession();
  if (user.role !== "owner") return { ok: false, message: OWNER_ONLY.message };
  try {
    return isBackend(backend) ? await testSearchService(backend) : { ok: false, message: SEARCH_SERVICE_FAILURES.not_found };
  } catch (error) {
    log.error({ err: String(error) }, "a search service could not be tested");
    return { ok: false, message: "The test could not be made." };
  }
}

const isBackend = (value: unknown): value is BackendName => BACKEND_NAMES.some((name) => name === value);

async function change(work: (actor: Actor) => Promise<SearchServiceResult>): Promise<SearchServiceChange> {
  const { user } = await requireSession();
  if (user.role !== "owner") return OWNER_ONLY;
  const actor = await sessionActor();
  try {
    const result = await work(actor);
    if (!result.ok) return { ...result, message: SEARCH_SERVICE_FAILURES[result.reason] };
    await applyStoredSearchServices();
    revalidatePath("/tools");
    return result;
  } catch (error) {
    log.error({ err: String(error) }, "a search service could not be changed");
    return FAILED;
  }
}
