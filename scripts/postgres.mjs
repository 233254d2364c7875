import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure, sentenceForOutput } from "./failure.mjs";
import { home } from "./paths.mjs";
import { isReachable, postgresBinaries, postgresUser, sharedFolder } from "./postgres-binaries.mjs";
import { run } from "./run.mjs";
import { freePort } from "./address.mjs";

/**
 * A running embedded PostgreSQL.
 * @typedef {object} Postgres
 * @property {string} server address without a database name, password included: `postgresql://postgres:…@127.0.0.1:54321`
 * @property {string} folder where its data is
 * @property {boolean} reused whether it was running already
 * @property {() => boolean} isRunning
 * @property {() => boolean} isAskedToEnd whether somebody asked it to end (SIGTERM or SIGINT), be it still on its way; a crash is no such thing
 * @property {() => Promise<void>} stop fast shutdown; leaves it alone when another program is still connected
 * @property {() => void} stopNow asks for the same fast shutdown and does not wait
 */

/** The settings of a cluster that need not outlive its process. */
const THROW_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/**
 * Starts the server whose data is in `.data/postgres`, making the cluster at the first start, or joins the running one.
 * What a killed server left behind is recovered; its port and password are kept with the data.
 * @returns {Promise<Postgres>}
 * @throws {Failure}
 */
export async function startPostgres() {
  const user = postgresUser();
  return start({ folder: dataFolder(user), user, settings: [], shared: true });
}

/**
 * Starts a server with an empty cluster in a temporary folder; `stop` removes the folder.
 * @returns {Promise<Postgres>}
 */
export async function startThrowAwayPostgres() {
  const user = postgresUser();
  const parent = await mkdtemp(join(isReachable(tmpdir(), user) ? tmpdir() : sharedFolder(), "vitrine-postgres-"));
  chmodSync(parent, 0o755);
  const remove = () => rm(parent, { recursive: true, force: true, maxRetries: 3 });
  try {
    const postgres = await start({ folder: join(parent, "data"), user, settings: THROW_AWAY, shared: false });
    return { ...postgres, stop: () => postgres.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

function dataFolder(user) {
  const own = join(home, ".data");
  mkdirSync(own, { recursive: true, mode: 0o755 });
  return join(isReachable(own, user) ? own : sharedFolder(), "postgres");
}

async function start({ folder, user, settings, shared }) {
  const native = postgresBinaries(user);
  const cluster = { folder, settings, shared, tool: (name, args) => run(join(native, "bin", name), args, { ...user, cwd: "/" }) };
  if (!existsSync(stateFile(cluster))) await createCluster(cluster, user);
  const reused = isRunning(cluster);
  if (!reused) await startServer(cluster);
  const { port, password } = readState(cluster);
  return {
    server: `postgresql://postgres:${password}@127.0.0.1:${port}`,
    folder,
    reused,
    isRunning: () => isRunning(cluster),
    isAskedToEnd: () => isAskedToEnd(cluster),
    stop: () => stopServer(cluster),
    stopNow: () => signalServer(cluster),
  };
}

async function createCluster(cluster, user) {
  const { folder } = cluster;
  // A first start that was killed leaves a cluster without our state file: nothing was ever stored in it.
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const password = randomBytes(24).toString("base64url");
  const passwordFile = join(dirname(folder), `.password-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const common = ["-D", folder, "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-instructions"];
    await cluster.tool("initdb", [...common, "-A", "scram-sha-256", `--pwfile=${passwordFile}`]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeState(cluster, { port: await freePort(), password });
}

/** Port and password live and die with the data they open. */
const stateFile = (cluster) => join(cluster.folder, "vitrine.json");
const readState = (cluster) => JSON.parse(readFileSync(stateFile(cluster), "utf8"));
const writeState = (cluster, state) => writeFileSync(stateFile(cluster), JSON.stringify(state), { mode: 0o600 });

async function startServer(cluster) {
  removeStalePid(cluster);
  for (let attempt = 1; ; attempt++) {
    const state = readState(cluster);
    const log = join(cluster.folder, "server.log");
    rmSync(log, { force: true });
    try {
      return await startOnce(cluster, state.port, log);
    } catch (cause) {
      const said = existsSync(log) ? readFileSync(log, "utf8") : (cause.output ?? "");
      const portTaken = /could not bind|Address already in use/.test(said);
      // After a kill -9 of the parent, its children need a moment to notice and let go of the shared memory.
      const dying = /still in use|lock file/.test(said);
      if (attempt === 10 || !(portTaken || dying)) {
        throw new Failure(sentenceForOutput(said, `The built-in PostgreSQL did not start; its log is ${log}.`), { output: said, cause });
      }
      if (portTaken) writeState(cluster, { ...state, port: await freePort() });
      else await sleep(500);
    }
  }
}

function startOnce(cluster, port, log) {
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", ...cluster.settings];
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  return cluster.tool("pg_ctl", ["start", "-D", cluster.folder, "-w", "-t", "60", "-s", "-l", log, "-o", options]);
}

/** The lines of postmaster.pid: its number, the folder it is over, …, and in the eighth how it is. Null when there is no such file. */
function postmaster(cluster) {
  const file = join(cluster.folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  return pid > 0 ? { pid, folder: lines[1] ?? "", state: (lines[7] ?? "").trim() } : null;
}

/**
 * Whether the process of postmaster.pid is a server over this very folder: after a crash its number may belong to any program, and a copied
 * folder comes with the file of the one it is a copy of.
 */
function isRunning(cluster) {
  const noted = postmaster(cluster);
  if (noted === null || noted.folder !== cluster.folder) return false;
  const { pid } = noted;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  const arguments_ = `/proc/${pid}/cmdline`;
  return (
    !existsSync("/proc/self/cmdline") || (existsSync(arguments_) && readFileSync(arguments_, "utf8").split("\0").includes(cluster.folder))
  );
}

function removeStalePid(cluster) {
  if (!isRunning(cluster)) rmSync(join(cluster.folder, "postmaster.pid"), { force: true });
}

async function stopServer(cluster) {
  if (!isRunning(cluster)) return;
  if (cluster.shared && (await hasOtherClients(readState(cluster)))) return;
  await cluster.tool("pg_ctl", ["stop", "-D", cluster.folder, "-m", "fast", "-w", "-t", "30", "-s"]);
}

/** SIGINT to the postmaster is its fast shutdown. */
function signalServer(cluster) {
  const noted = isRunning(cluster) ? postmaster(cluster) : null;
  if (noted) process.kill(noted.pid, "SIGINT");
}

/** A server on its way out says so in its file, and how it was asked in its log, which every start begins anew. */
function isAskedToEnd(cluster) {
  if (isRunning(cluster) && postmaster(cluster)?.state !== "stopping") return false;
  const log = join(cluster.folder, "server.log");
  const said = existsSync(log) ? [...readFileSync(log, "utf8").matchAll(/received (\w+) shutdown request/g)] : [];
  return ["smart", "fast"].includes(said.at(-1)?.[1] ?? "");
}

async function hasOtherClients({ port, password }) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: "postgres",
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
    );
    return rows.length > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
