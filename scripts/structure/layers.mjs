const BASE = ["abort", "errors", "env", "ids", "json-schema", "log", "outgoing", "pace", "parameter", "public-host", "redact", "version"];
const STORE = [...BASE, "prisma"];

/** What each part of lib may import, besides itself. A part that is not named here may not exist. */
export const MAY_IMPORT = {
  errors: [],
  env: [],
  ids: [],
  log: ["redact"],
  pace: [],
  redact: [],
  parameter: ["errors", "json-schema"],
  "json-schema": [],
  "public-host": [],
  version: [],
  abort: [],
  outgoing: [],
  prisma: ["env", "log"],
  generation: ["pace"],
  items: [...BASE, "generation"],
  genui: [...BASE, "generation"],
  offline: [...BASE, "generation", "genui"],
  upstream: [...BASE, "generation", "offline"],
  usage: STORE,
  audit: STORE,
  settings: [...STORE, "audit"],
  keys: [...STORE, "audit", "auth"],
  auth: [...STORE, "audit", "settings", "keys"],
  workspaces: [...STORE, "audit", "settings", "auth"],
  providers: [...STORE, "audit", "upstream", "generation"],
  conversations: [...STORE, "auth", "generation", "genui", "items", "idempotency"],
  idempotency: [...STORE, "auth"],
  responses: [...STORE, "auth", "generation", "items", "usage", "conversations", "idempotency"],
  engine: [...BASE, "generation", "genui", "upstream"],
  http: [...BASE, "auth", "keys", "usage", "generation"],
  export: [...BASE, "genui", "generation"],
  embed: [
    ...STORE,
    "export",
    "engine",
    "http",
    "genui",
    "upstream",
    "auth",
    "generation",
    "items",
    "keys",
    "usage",
    "conversations",
    "responses",
    "idempotency",
    "workspaces",
  ],
  openapi: ["errors", "embed", "http"],
  server: [...STORE, "export", "providers", "openapi", "embed", "http", "auth", "keys", "usage", "responses", "idempotency"],
  cli: [...STORE, "providers", "audit", "auth", "keys", "upstream", "usage", "workspaces"],
};

/** The offline engine writes interface, so it knows the parts of genui that do, and no other. */
export const OFFLINE_GENUI = /^lib\/genui\/(tree|library\/library|read\/envelope|write\/write)\.ts$/;

/** The rooms of genui in the order in which an answer passes them; at the door stand the leaves and what puts the rooms to use. */
const GENUI_ROOMS = [/^(?:tree|draft|url)\.ts$/, /^library\//, /^read\//, /^repair\//, /^safe\//, /^write\//, /^[^/]+$/, /^prompt\//];

/**
 * The place of a file's room in the order of genui's rooms, from which no file looks forward; -1 outside genui or in no room.
 * @param {string} path
 */
export function roomOf(path) {
  const inside = /^lib\/genui\/(.+)$/.exec(path)?.[1];
  return inside === undefined ? -1 : GENUI_ROOMS.findIndex((room) => room.test(inside));
}

/**
 * The part of lib that a file belongs to: its folder, or its own name directly under lib; null outside lib.
 * @param {string} path
 */
export function partOf(path) {
  return /^lib\/([^/]+?)(?:\.ts|\/)/.exec(path)?.[1] ?? null;
}
