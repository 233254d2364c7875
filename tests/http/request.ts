import { setTimeout as sleep } from "node:timers/promises";
import { prisma } from "@/lib/prisma";
import { flushUsage } from "@/lib/usage/recorder";
import { newActor, newKey } from "@/tests/keys/fixture";
import type { Transport } from "./transport";

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

export async function within(ms: number, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(10)) if (await condition()) return;
  throw new Error(`not within ${ms} ms`);
}
