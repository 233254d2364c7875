import { createInterface } from "node:readline";
import { createKey, revokeKey } from "@/lib/keys/mutations";
import { verifyKey } from "@/lib/keys/verify";
import { prisma } from "@/lib/prisma";
import { keyBusReady, startKeyBus, stopKeyBus } from "@/lib/server/bus";

/** One process of a server, told by JSON lines what to do; answers each line with one. */
const nowMs = () => performance.timeOrigin + performance.now();
const accepted = (secret: string) =>
  verifyKey(`Bearer ${secret}`, null).then(
    () => true,
    () => false,
  );

/** When this process first refuses (or accepts) the key, checking about once a millisecond; and how often it wavered afterwards. */
async function turn(secret: string, to: boolean): Promise<{ atMs: number; wavered: number }> {
  while ((await accepted(secret)) !== to) await new Promise((resolve) => setTimeout(resolve, 1));
  const atMs = nowMs();
  let wavered = 0;
  for (let i = 0; i < 20; i++) if ((await accepted(secret)) !== to) wavered++;
  return { atMs, wavered };
}

let load: NodeJS.Timeout | undefined;
const actor = (workspaceId: string, userId: string) => ({
  type: "cli" as const,
  workspaceId,
  userId,
  ip: null,
  userAgent: null,
  requestId: null,
});

const commands: Record<string, (args: string[]) => Promise<unknown>> = {
  start: async () => startKeyBus(),
  ready: async () => keyBusReady(),
  check: async ([secret = ""]) => accepted(secret),
  refuses: async ([secret = ""]) => turn(secret, false),
  accepts: async ([secret = ""]) => turn(secret, true),
  load: async ([secret = "", perSecond = "0"]) => {
    clearInterval(load);
    if (Number(perSecond) > 0) load = setInterval(() => void accepted(secret), 1_000 / Number(perSecond));
  },
  create: async ([workspaceId = "", userId = "", name = ""]) => {
    const result = await createKey(actor(workspaceId, userId), { name });
    return { result, atMs: nowMs() };
  },
  revoke: async ([workspaceId = "", userId = "", id = ""]) => {
    const result = await revokeKey(actor(workspaceId, userId), id);
    return { ok: result.ok, atMs: nowMs() };
  },
  /** CPU of one check of a cached key, in microseconds. */
  cpu: async ([secret = "", times = "0"]) => {
    await accepted(secret);
    const header = `Bearer ${secret}`;
    const before = process.cpuUsage();
    for (let i = 0; i < Number(times); i++) await verifyKey(header, "192.0.2.1");
    const { user, system } = process.cpuUsage(before);
    return (user + system) / Number(times);
  },
  stop: async () => {
    clearInterval(load);
    await stopKeyBus();
    await prisma().$disconnect();
    lines.close();
  },
};

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { id, command, args } = JSON.parse(line) as { id: number; command: string; args: string[] };
  void commands[command]?.(args).then((answer) => process.stdout.write(`${JSON.stringify({ id, answer: answer ?? null })}\n`));
});
