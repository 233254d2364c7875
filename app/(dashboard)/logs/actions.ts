"use server";

import { redirect } from "next/navigation";
import { readAnswer } from "@/components/usage/read-answer";
import { requireSession } from "@/lib/auth/session";
import { writeThread } from "@/lib/conversations/mutations";
import { toReplay } from "@/lib/conversations/replay";
import { isRecord, plainText } from "@/lib/json";
import { findBody } from "@/lib/logs/queries";
import { findRequest } from "@/lib/usage/queries";

/** Puts a kept request into the playground, as a thread of its own, and goes there; back to the request where that can't be. */
export async function replayAction(form: FormData): Promise<void> {
  const { principal } = await requireSession();
  const requestId = plainText(form.get("request"));
  const [request, body] = await Promise.all([findRequest(principal.workspaceId, requestId), findBody(principal.workspaceId, requestId)]);
  if (!request || !body) redirect(`/logs`);
  const { status, errorCode, answeredBy, costMicros, savedMicros, finish, ...figures } = request;
  const hasFailed = status >= 400;
  const entries = toReplay({
    request: body.request,
    answer: readAnswer(body.response),
    outcome: {
      ...figures,
      state: hasFailed ? "failed" : "done",
      model: answeredBy,
      cost: costMicros === null ? null : costMicros / 1_000_000,
      cacheSaving: savedMicros === null ? null : savedMicros / 1_000_000,
      finishReason: finish?.replace("-", "_") ?? null,
      error: hasFailed ? { message: messageOf(body.response), code: errorCode } : null,
    },
  });
  const written = entries && (await writeThread(principal, { threadId: null, afterId: null, tailId: null, entries }));
  redirect(written?.ok ? `/playground/${written.threadId}` : `/logs/${request.requestId}`);
}

function messageOf(response: unknown): string {
  const error = isRecord(response) ? response.error : null;
  return (isRecord(error) && plainText(error.message)) || "The request failed.";
}
