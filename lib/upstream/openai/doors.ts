/** How a server of OpenAI's formats is asked, by its address. */
export interface Door {
  /** What its reasoning is bound to. */
  name: string;
  host: RegExp;
  /** Of the path, with the query. */
  path: RegExp;
  api: "responses" | "chat";
  /** The header that takes the key, and what stands before it. */
  key: readonly [header: string, prefix: string];
  /** Whether the key of the cache tells dialogues apart, or only prompts: who keeps a dialogue on one machine wants the former. */
  cacheKey: "prompt" | "dialogue";
  /** Whether streams are padded unless told not to. */
  pads: boolean;
}

const BEARER = ["authorization", "Bearer "] as const;
const AZURE_HOST = /\.(?:openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/;
const AZURE = { name: "azure", host: AZURE_HOST, key: ["api-key", ""], cacheKey: "prompt", pads: true } as const;

/** A deployment's own address, or a dated version: the older API of Azure. */
const OLDER = /\/deployments\/|[?&]api-version=20/;

const DOORS: readonly Door[] = [
  {
    name: "openai",
    host: /(?:^|\.)api\.openai\.com$/,
    path: /^(?!.*\/deployments\/)(?!.*[?&]api-version=20)/,
    api: "responses",
    key: BEARER,
    cacheKey: "prompt",
    pads: true,
  },
  { ...AZURE, path: OLDER, api: "chat" },
  { ...AZURE, path: /^\/openai\/v1\b/, api: "responses" },
  { ...AZURE, path: /^/, api: "chat" },
  {
    name: "bedrock",
    host: /^bedrock-(?:runtime|mantle)[.-].*\.(?:amazonaws\.com|api\.aws)$/,
    path: /^\/(?:openai\/)?v1\b/,
    api: "responses",
    key: BEARER,
    cacheKey: "prompt",
    pads: false,
  },
  { name: "xai", host: /(?:^|\.)api\.x\.ai$/, path: /^/, api: "responses", key: BEARER, cacheKey: "dialogue", pads: false },
];

/** Any other server: Chat Completions, unless it is set or learnt otherwise. */
const ANY = { host: /^/, path: /^/, api: "chat", key: BEARER, cacheKey: "prompt", pads: false } as const;

/** The door at an address, or that its owner has named it after, as a proxy in front of one may be; any other is named `name`. */
export function doorAt(url: string, name: string): Door {
  const { hostname, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const at = DOORS.find((door) => door.host.test(hostname) && door.path.test(path));
  return at ?? DOORS.find((door) => door.name === name && door.path.test(path)) ?? { ...ANY, name };
}
