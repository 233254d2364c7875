import { z } from "zod/v4";

const optionalText = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();
const optionalUrl = optionalText.pipe(z.url({ protocol: /^https?$/ }).optional());

/** A check of an address; what is none has been refused already. */
const on = (check: (url: URL) => boolean) => (text: string | undefined) => !text || !URL.canParse(text) || check(new URL(text));

/** A provider's. Its query goes along with every request. */
const optionalAddress = optionalUrl
  .refine(
    on(({ hash }) => hash === ""),
    "must have no fragment",
  )
  .refine(
    on(({ username, password }) => username + password === ""),
    "must have no user name and no password: a key has a variable of its own",
  );

const optionalOrigin = optionalUrl
  .refine(
    on(({ href, origin }) => href === `${origin}/`),
    "must be a scheme, a host and perhaps a port, without path, query and user name",
  )
  .transform((text) => (text && URL.canParse(text) ? new URL(text).origin : undefined));

const apiFormat = optionalText.pipe(z.enum(["responses", "chat"]).optional());

const seconds = z.coerce.number().min(0.1).max(600);

// `id:base64` of 32 bytes, comma-separated.
const encryptionKeys = optionalText.transform((text, context) =>
  (text?.split(",") ?? []).map((pair) => {
    const [, id = "", base64 = ""] = /^\s*([\w-]{1,40}):([A-Za-z0-9+/]{43}=)\s*$/.exec(pair) ?? [];
    if (!id) context.addIssue({ code: "custom", message: "expected id:<base64 of 32 bytes>, comma-separated" });
    return { id, key: Buffer.from(base64, "base64") };
  }),
);

const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().min(1),
  AUTH_SECRET: z.string().min(32),
  /** Public origin, when it is not what the request's Host says (behind a proxy that rewrites it). */
  BASE_URL: optionalOrigin,
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** How many processes serve, each a whole server, over the one port. */
  WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  /** Who shows it reads `/metrics`; without it there are none. */
  METRICS_TOKEN: optionalText.pipe(z.string().min(16).optional()),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** How many proxies in front append to X-Forwarded-For; 0 trusts none and uses the socket's address. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  /** How long responses are kept; 0 keeps them until they are deleted. */
  RESPONSE_RETENTION_DAYS: z.coerce.number().int().min(0).max(36_500).default(30),
  /** The largest file that is taken, and how much of files a workspace may keep. */
  FILES_BYTES_MAX: z.coerce.number().int().min(1_024).max(536_870_912).default(67_108_864),
  FILES_QUOTA_BYTES: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(2_147_483_648),
  /** How many files are read for searching at a time, in this process. */
  FILES_READ_AT_ONCE: z.coerce.number().int().min(1).max(16).default(2),
  /** What draws answers in the pages: the package of the C1 format, or ours on the MIT packages. */
  RENDERER: z.enum(["thesys", "openui"]).default("thesys"),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: optionalAddress,
  /** What OPENAI_BASE_URL speaks; without it Responses, unless the address turns out to have none. */
  OPENAI_API_FORMAT: apiFormat,
  ANTHROPIC_API_KEY: optionalText,
  ANTHROPIC_BASE_URL: optionalAddress,
  GOOGLE_GENERATIVE_AI_API_KEY: optionalText,
  GOOGLE_GENERATIVE_AI_BASE_URL: optionalAddress,
  UPSTREAM_BASE_URL: optionalAddress,
  UPSTREAM_API_KEY: optionalText,
  /** What UPSTREAM_BASE_URL speaks; without it Chat Completions, unless the address is known for Responses. */
  UPSTREAM_API_FORMAT: apiFormat,
  /** How much models are told of the interface; without it the core where their window is small. */
  UI_PROMPT: z.preprocess((value) => (value === "" ? undefined : value), z.enum(["full", "core"]).optional()),
  /** How long a provider may take for the first byte of an answer; by default 60, and 300 for servers of one's own. */
  PROVIDER_FIRST_BYTE_SECONDS: seconds.optional(),
  /** How long a provider may say nothing in the middle of an answer. */
  PROVIDER_IDLE_SECONDS: seconds.default(60),
  /** How many responses may run in the background at a time, of one key and in this process. */
  BACKGROUND_RESPONSES_PER_KEY: z.coerce.number().int().min(1).max(100_000).default(50),
  BACKGROUND_RESPONSES: z.coerce.number().int().min(1).max(100_000).default(200),
  /** id=id, comma-separated: the first stands for the second. */
  MODEL_ALIASES: optionalText,
  /** What encrypts providers' keys in the database; the first one is for new keys. Without any, a key made of AUTH_SECRET. */
  ENCRYPTION_KEYS: encryptionKeys,
  /** What searches the web for models, where it is (its own address without one) and its key; more can be set up on the Tools page. */
  SEARCH_PROVIDER: optionalText.pipe(z.enum(["searxng", "brave", "tavily", "exa", "serper"]).optional()),
  SEARCH_BASE_URL: optionalAddress,
  SEARCH_API_KEY: optionalText,
  /** The Chromium that exports are drawn with; without it the first one on the PATH. */
  CHROMIUM_PATH: optionalText,
  /** What runs the code of models; off without it. */
  CODE_INTERPRETER: z.preprocess((value) => (value === "" ? undefined : value), z.enum(["pyodide"]).optional()),
  /** Runs it also where the system can't keep it from the network. */
  CODE_INTERPRETER_UNSAFE: z.preprocess((value) => value === "1" || value === "true", z.boolean()),
  /** How long one run of code may take. */
  CODE_INTERPRETER_SECONDS: z.coerce.number().int().min(1).max(120).default(30),
  /** Which MCP servers requests may use: those of the Tools page alone, or public https addresses of their own too. */
  MCP_SERVERS: z.preprocess((value) => (value === "" ? undefined : value), z.enum(["listed", "https"]).default("listed")),
  /** How long a call of such a server may be silent. */
  MCP_CALL_MS: z.coerce.number().int().min(100).max(600_000).default(60_000),
  GITHUB_ID: optionalText,
  GITHUB_SECRET: optionalText,
  GOOGLE_ID: optionalText,
  GOOGLE_SECRET: optionalText,
});

export type Env = z.output<typeof Env>;

/** Reads and checks the environment; throws one error that lists every bad variable. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = Env.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
}

let current: Env | undefined;

/** The environment of this process, read at first use (so that a build needs none). */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}

/**
 * next-auth takes a request's origin from NEXTAUTH_URL or, when it trusts them, from forwarding headers. It is only ever
 * called with headers of our own making (see lib/auth/handler.ts), so that is what it shall read, whatever the shell says.
 */
export function trustGivenOrigin(): void {
  delete process.env.NEXTAUTH_URL;
  process.env.AUTH_TRUST_HOST = "true";
}

/** What a person types to use the command line; scripts/cli.mjs knows how it was started. */
export function cliName(): string {
  return process.env.VITRINE_CLI ?? "npm run -s cli --";
}

/** Which of the workers this process is, from 1 on; what keeps them says it. */
export function workerNumber(): number {
  return Number(process.env.WORKER ?? 1);
}

const FOR_PROGRAMS = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "SYSTEMROOT", "LOCALAPPDATA", "PROGRAMFILES", "TEMP", "USERPROFILE"];

/** What programs that this process starts get to know of its environment: how to run, and none of its secrets. */
export function environmentForPrograms(): Record<string, string> {
  return Object.fromEntries(FOR_PROGRAMS.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
