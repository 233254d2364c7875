import { connectionOf } from "./connection.mjs";
import { execute } from "./adapter.mjs";

/**
 * The engine's one-shot commands: can-connect-to-database, create-database, drop-database.
 * @param {string | undefined} command
 * @param {string} url
 * @returns {Promise<0 | 1>} the exit code
 */
export async function runDatabaseCommand(command, url) {
  const { pg } = connectionOf(url);
  const name = `"${pg.database.replaceAll('"', '""')}"`;
  try {
    if (command === "create-database") await execute({ ...pg, database: "postgres" }, `CREATE DATABASE ${name}`);
    else if (command === "drop-database") await execute({ ...pg, database: "postgres" }, `DROP DATABASE ${name}`);
    else await execute(pg, "SELECT 1");
    writeLog("INFO", "ok");
    return 0;
  } catch (error) {
    const [code, message] = describe(error, pg);
    writeLog("ERROR", message, code);
    return 1;
  }
}

/** The command line reads the last line of stderr as this JSON, after an empty one and without a newline at the end. */
function writeLog(level, message, errorCode) {
  const fields = { message, error_code: errorCode, is_panic: false };
  process.stderr.write(`\n${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" })}`);
}

function describe(error, { host, port, user, database }) {
  if (error.code === "3D000") return ["P1003", `Database \`${database}\` does not exist`];
  if (error.code === "28P01" || error.code === "28000") {
    return ["P1000", `Authentication failed against database server, the provided database credentials for \`${user}\` are not valid.`];
  }
  return ["P1001", `Can't reach database server at \`${host}:${port}\` (${error.message})`];
}
