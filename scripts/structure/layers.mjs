const BASE = [
  "built-program",
  "abort",
  "address",
  "batches",
  "errors",
  "env",
  "foreign",
  "ids",
  "in-turn",
  "json",
  "instance-id",
  "json-schema",
  "log",
  "long-json",
  "outgoing",
  "pace",
  "parameter",
  "process-state",
  "public-host",
  "redact",
  "secret-box",
  "text",
  "version",
  "within",
];
const STORE = [...BASE, "prisma"];

/** What each part of lib may import, besides itself: only what stands above it. A part that is not named here may not exist. */
export const MAY_IMPORT = {
  errors: [],
  env: [],
  ids: [],
  pace: [],
  principal: [],
  "process-state": [],
  redact: [],
  log: ["redact"],
  "instance-id": ["ids", "process-state"],
  "in-turn": ["process-state"],
  "built-program": ["process-state"],
  json: [],
  "json-schema": ["json"],
  parameter: ["errors", "json-schema"],
  "public-host": [],
  text: [],
  "long-json": ["pace", "text"],
  metrics: ["process-state"],
  within: [],
  version: [],
  abort: [],
  address: ["public-host"],
  batches: ["process-state"],
  outgoing: ["process-state"],
  foreign: ["abort", "outgoing", "process-state", "public-host"],
  "secret-box": ["env"],
  prisma: ["env", "json", "log", "process-state"],
  generation: ["pace", "text"],
  catalogue: [...BASE, "generation"],
  items: [...BASE, "generation"],
  genui: [...BASE, "generation"],
  offline: [...BASE, "generation", "genui"],
  upstream: [...BASE, "generation", "catalogue", "offline"],
  export: [...BASE, "generation", "genui"],
  usage: [...STORE, "metrics"],
  audit: STORE,
  limits: [...STORE, "audit", "principal"],
  logs: [...STORE, "audit", "generation"],
  settings: [...STORE, "audit"],
  providers: [...STORE, "audit", "generation", "upstream"],
  "mcp-servers": [...STORE, "audit"],
  "tool-approvals": STORE,
  keys: [...STORE, "audit", "limits", "principal"],
  auth: [...STORE, "audit", "limits", "settings", "keys", "principal"],
  workspaces: [...STORE, "audit", "settings", "auth", "principal"],
  idempotency: [...STORE, "principal"],
  reading: [...BASE, "generation"],
  files: [...STORE, "principal"],
  "vector-stores": [...STORE, "principal", "files", "reading"],
  containers: [...STORE, "principal"],
  conversations: [...STORE, "principal", "generation", "genui", "idempotency"],
  "shared-pages": [...STORE, "audit", "principal", "genui", "conversations"],
  responses: [...STORE, "principal", "generation", "usage", "conversations", "idempotency"],
  tools: [...STORE, "audit", "principal", "generation", "items", "mcp-servers", "tool-approvals", "files", "vector-stores", "containers"],
  "search-services": [...STORE, "audit", "tools"],
  engine: [...BASE, "generation", "genui", "upstream", "tools"],
  http: [...BASE, "principal", "auth", "keys", "limits", "usage", "logs", "generation", "metrics"],
  embed: [
    ...BASE,
    "principal",
    "generation",
    "items",
    "genui",
    "upstream",
    "tools",
    "engine",
    "export",
    "limits",
    "usage",
    "conversations",
    "responses",
    "idempotency",
    "files",
    "vector-stores",
    "containers",
    "http",
    "metrics",
    "audit",
    "keys",
    "workspaces",
  ],
  openapi: ["errors", "json", "json-schema", "http", "embed"],
  manual: ["errors"],
  server: [
    ...STORE,
    "generation",
    "principal",
    "auth",
    "keys",
    "providers",
    "search-services",
    "limits",
    "usage",
    "logs",
    "idempotency",
    "responses",
    "files",
    "vector-stores",
    "containers",
    "shared-pages",
    "export",
    "http",
    "embed",
    "openapi",
    "tool-approvals",
    "metrics",
  ],
  cli: [...STORE, "audit", "auth", "keys", "providers", "upstream", "workspaces"],
};

/** The offline engine writes interface, so it knows the parts of genui that do, and no other. */
export const OFFLINE_GENUI = /^lib\/genui\/(tree|library\/library|read\/envelope|write\/write)\.ts$/;

/** What the folders of components may import of each other, where that is bounded: what draws answers serves every page and knows none. */
export const COMPONENTS_MAY_IMPORT = { renderer: ["ui"] };

/**
 * The rooms of a folder in their order, from which no file looks forward; at the door stand the leaves and what puts the rooms to use.
 * Those of genui stand as an answer passes them.
 * @type {Record<string, RegExp[]>}
 */
const ROOMS = {
  "lib/genui": [/^(?:tree|draft|url|remembered)\.ts$/, /^library\//, /^read\//, /^repair\//, /^safe\//, /^write\//, /^[^/]+$/, /^prompt\//],
  "components/playground": [
    /^(?:examples\.ts|settings-storage\.ts|sheet\.tsx)$/,
    /^thread\//,
    /^inspector\//,
    /^tools\//,
    /^steps\//,
    /^conversation\//,
    /^[^/]+$/,
  ],
};

/**
 * Returns the folder with rooms that a file belongs to and the place of its room in their order, -1 for none of them; null outside such
 * a folder.
 * @param {string} path
 */
export function roomOf(path) {
  const house = Object.keys(ROOMS).find((folder) => path.startsWith(`${folder}/`));
  return house === undefined ? null : { house, order: ROOMS[house].findIndex((room) => room.test(path.slice(house.length + 1))) };
}

/**
 * The part of lib that a file belongs to: its folder, or its own name directly under lib; null outside lib.
 * @param {string} path
 */
export function partOf(path) {
  return /^lib\/([^/]+?)(?:\.ts|\/)/.exec(path)?.[1] ?? null;
}
