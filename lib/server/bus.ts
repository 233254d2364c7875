import net from "node:net";
import pg from "pg";
import { forgetAllSessions } from "@/lib/auth/session-cache";
import { hearOfSession, recheckSessions } from "@/lib/auth/session-watch";
import { env } from "@/lib/env";
import { resetUnknownKeys } from "@/lib/keys/attempts";
import { bypassKeyCache, invalidateKey } from "@/lib/keys/cache";
import { recheckKeys } from "@/lib/keys/watch";
import { log } from "@/lib/log";
import { noteDatabaseHeard } from "@/lib/prisma/life-signs";
import { applyProviders } from "@/lib/providers/apply";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";

const KEY_CHANNEL = "key_bus";
const SESSION_CHANNEL = "session_bus";
const PROVIDER_CHANNEL = "provider_bus";

const HEARTBEAT_MS = 500;
const HEARTBEAT_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;
const RETRY_MS_MAX = 2_000;

/** One connection of its own that LISTENs: through a pool or a transaction-pooling proxy notifications would get lost. */
interface Bus {
  ready: boolean;
  stopped: boolean;
  failures: number;
  client: pg.Client | null;
  socket: net.Socket | null;
  timer: NodeJS.Timeout | null;
}

const running = processState<{ bus: Bus | null }>("bus", () => ({ bus: null }));

/**
 * Starts listening for changes of keys and sessions made by any process; resolves after the first attempt, well or badly ended,
 * and keeps trying by itself. While it does not listen, every check of a key asks the database.
 */
export async function startKeyBus(): Promise<void> {
  const current = running();
  if (current.bus && !current.bus.stopped) return;
  const bus: Bus = { ready: false, stopped: false, failures: 0, client: null, socket: null, timer: null };
  current.bus = bus;
  await connect(bus);
}

/** Stops listening; from then on every check of a key asks the database. */
export async function stopKeyBus(): Promise<void> {
  const { bus } = running();
  if (!bus || bus.stopped) return;
  bus.stopped = true;
  lose(bus);
}

/** Whether changes made by other processes are heard now. */
export function keyBusReady(): boolean {
  return running().bus?.ready ?? false;
}

async function connect(bus: Bus): Promise<void> {
  // The socket is ours, so that a connection that hangs can be cut without waiting for the other side.
  const socket = new net.Socket();
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: "vitrine key bus",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: HEARTBEAT_TIMEOUT_MS,
    stream: () => socket,
  });
  bus.client = client;
  bus.socket = socket;
  client.on("notification", ({ channel, payload }) => hear(channel, payload ?? ""));
  client.on("error", (error) => fail(bus, client, error));
  client.on("end", () => fail(bus, client, new Error("the connection was closed")));
  try {
    await client.connect();
    await client.query(`LISTEN ${KEY_CHANNEL}; LISTEN ${SESSION_CHANNEL}; LISTEN ${PROVIDER_CHANNEL}`);
  } catch (error) {
    fail(bus, client, error);
    return;
  }
  if (bus.client !== client) return;
  bus.ready = true;
  bus.failures = 0;
  bypassKeyCache(false);
  // What was missed while deaf.
  void recheckKeys();
  forgetAllSessions();
  void recheckSessions();
  log.info("listening for changes of keys");
  beat(bus, client);
}

function beat(bus: Bus, client: pg.Client): void {
  noteDatabaseHeard();
  bus.timer = setTimeout(() => {
    client.query("SELECT 1").then(
      () => bus.client === client && beat(bus, client),
      (error: unknown) => fail(bus, client, error),
    );
  }, HEARTBEAT_MS);
  bus.timer.unref();
}

function fail(bus: Bus, client: pg.Client, error: unknown): void {
  if (bus.client !== client) return;
  lose(bus);
  if (bus.stopped) return;
  log.warn({ err: messageOf(error) }, "changes of keys are not heard; every check asks the database");
  const waitMs = Math.min(50 * 2 ** bus.failures++, RETRY_MS_MAX);
  bus.timer = setTimeout(() => void connect(bus), waitMs);
  bus.timer.unref();
}

function lose(bus: Bus): void {
  if (bus.timer) clearTimeout(bus.timer);
  const { socket } = bus;
  Object.assign(bus, { ready: false, client: null, socket: null, timer: null });
  bypassKeyCache(true);
  socket?.destroy();
}

/**
 * `<key id>:<version>`, or the id of a session that has changed. The version is for those who watch the channel; what is true is always
 * read from the table.
 */
function hear(channel: string, payload: string): void {
  if (channel === SESSION_CHANNEL) return hearOfSession(payload);
  if (channel === PROVIDER_CHANNEL) return void applyProviders().catch(ignoreUntilRefresh);
  const keyId = payload.slice(0, payload.lastIndexOf(":"));
  invalidateKey(keyId);
  resetUnknownKeys();
  void recheckKeys([keyId]);
}

/** What is set up is read again every few seconds in any case. */
function ignoreUntilRefresh(error: unknown): void {
  log.warn({ err: messageOf(error) }, "the providers' settings could not be read");
}
