/**
 * @typedef {object} Connection
 * @property {string} schema
 * @property {import("pg").ClientConfig & { host: string, port: number, user: string, database: string }} pg
 */

/**
 * The address as single fields: given a connection string, pg would let it override `database`,
 * and what should happen in a shadow database would happen in the real one.
 * @param {string} url
 * @returns {Connection}
 */
export function connectionOf(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslMode = searchParams.get("sslmode") ?? "disable";
  return {
    schema: searchParams.get("schema") ?? "public",
    pg: {
      host: searchParams.get("host") ?? decodeURIComponent(hostname),
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
      ...(["disable", "prefer"].includes(sslMode) ? {} : { ssl: { rejectUnauthorized: sslMode === "verify-full" } }),
    },
  };
}
