import { readdir } from "node:fs/promises";
import path from "node:path";
import { type Answer, jsonAnswer } from "@/lib/http/answer";
import { log } from "@/lib/log";
import { messageOf } from "@/lib/text";
import { within } from "@/lib/within";
import { keyBusReady } from "./bus";
import { isDraining } from "./drain";
import { listAppliedMigrations } from "./queries";

const DATABASE_MS = 500;

/** Whether the process is up; asks nothing of anyone else. */
export function liveness(): Answer {
  return jsonAnswer({ status: "ok" });
}

/** Whether requests should be sent here: 200 when every check is ok, else 503, with each check's result. */
export async function readiness(): Promise<Answer> {
  const applied = await answerWithin(listAppliedMigrations(), DATABASE_MS);
  const checks = {
    database: applied !== null,
    migrations: applied !== null && (await expectedMigrations()).every((name) => applied.includes(name)),
    key_bus: keyBusReady(),
    accepting: !isDraining(),
  };
  const isReady = Object.values(checks).every(Boolean);
  return jsonAnswer({ status: isReady ? "ready" : "not_ready", checks }, isReady ? 200 : 503);
}

/** The migrations that come with the code; none are known when the folder was not shipped, and then none are missing. */
async function expectedMigrations(): Promise<string[]> {
  const entries = await readdir(path.join(process.cwd(), "prisma", "migrations"), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function answerWithin<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  const result = promise.catch((error: unknown) => {
    log.warn({ err: messageOf(error) }, "the database does not answer");
    return null;
  });
  return within(result, ms);
}
