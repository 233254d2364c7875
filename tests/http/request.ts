import { prisma } from "@/lib/prisma";
import { flushUsage } from "@/lib/usage/recorder";
import { newActor, newKey } from "@/tests/keys/fixture";
import type { Transport } from "./transport";
import { until } from "./until";

export async function authorized(): Promise<{ authorization: string; actor: Awaited<ReturnType<typeof newActor>>; keyId: string }> {
  const actor = await newActor();
  const { secret, key } = await newKey(actor);
  return { authorization: `Bearer ${secret}`, actor, keyId: key.id };
}

export function post(transport: Transport, path: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
  return transport.fetch(`${transport.origin}${path}`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

export async function usageOf(workspaceId: string) {
  await flushUsage();
  return prisma().usageRecord.findMany({ where: { workspaceId } });
}

/** Throws when the condition does not hold within the time. */
export async function within(ms: number, condition: () => boolean | Promise<boolean>): Promise<void> {
  if (!(await until(condition, Boolean, ms))) throw new Error(`not within ${ms} ms`);
}
