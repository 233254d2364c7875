import { createInterface } from "node:readline";

/** What the command line takes for a panic of the engine. */
const PANIC_EXIT_CODE = 101;
/** JSON-RPC's server error that the command line looks for; the details are in `data`. */
const ENGINE_ERROR = 4466;
/**
 * These make no shadow database of their own ("must be provided through an external factory"): they find the migrations'
 * schema in the engine's cache, where a diagnosis puts it. The one that the command line asked for was before it applied what was pending.
 */
const READS_CACHED_SCHEMA = new Set(["evaluateDataLoss", "createMigration"]);

/**
 * Answers the newline-delimited JSON-RPC 2.0 requests on stdin, one after another, until stdin ends.
 * @param {() => Promise<Record<string, (params: object) => Promise<unknown>>>} openEngine called for the first request that needs it
 */
export function serveRpc(openEngine) {
  let engine;
  let last = Promise.resolve();
  const answer = async (request) => {
    if (!request.method) return;
    try {
      engine ??= openEngine();
      send({ id: request.id, result: await call(await engine, request) });
    } catch (error) {
      const data = {
        is_panic: false,
        message: error?.message ?? String(error),
        error_code: error?.code ?? null,
        meta: error?.meta ?? null,
      };
      send({ id: request.id, error: { code: ENGINE_ERROR, message: "An error happened. Check the data field for details.", data } });
    }
  };
  // A panic surfaces outside every promise; with any other exit code the command line would take it for an empty answer.
  process.once("uncaughtException", (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(PANIC_EXIT_CODE);
  });
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    if (line.trim() !== "") last = last.then(() => answer(JSON.parse(line)));
  });
  // The database connections would keep the process alive.
  lines.on("close", () => void last.then(() => process.exit(0)));
}

async function call(engine, { method, params }) {
  // The database is made by the one-shot command before; here there is nothing left to do.
  if (method === "createDatabase") return { databaseName: "" };
  if (READS_CACHED_SCHEMA.has(method)) await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  const result = (await engine[method === "getDatabaseVersion" ? "version" : method](params ?? {})) ?? null;
  return method === "diff" ? printDiff(result) : result;
}

/** The native engine prints a diff through a request of its own; the wasm build returns it. */
function printDiff({ exitCode, stdout }) {
  if (stdout) send({ id: nextRequestId++, method: "print", params: { content: stdout.replace(/\n$/, "") } });
  return { exitCode, stdout: null };
}

let nextRequestId = 1_000_000;

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
