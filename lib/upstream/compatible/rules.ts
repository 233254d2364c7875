import type { ReasoningEffort } from "@/lib/generation/request";

type Members = Readonly<Record<string, unknown>>;
type Levels = Readonly<Record<ReasoningEffort, string | null>>;

/** What a server of the Chat format takes, and how it wants to be asked. */
export interface ChatRules {
  maxTokens: "max_tokens" | "max_completion_tokens";
  /** Whether parallel calls must be asked for, as of llama.cpp; some of OpenAI's models refuse the parameter. */
  parallelCalls: "asked" | "when-off";
  /** Whether it must be asked for token counts, and takes that. */
  asksForUsage: boolean;
  /** Whether temperature and `top_p` may be sent. */
  sampling: boolean;
  seed: "seed" | "random_seed" | null;
  /** A tool that is named: by an object, or alone and required, where an object is silently taken for a free choice. */
  namedTool: "object" | "alone";
  /** How it is told that some tool must be called. */
  required: "required" | "any";
  /** Where the effort stands; dots lead into objects. */
  effortAt: string;
  /** What becomes of each effort; null can't be asked for, absent levels are sent as they are. */
  efforts: Levels | null;
  /** What is sent beside an effort, and in its place where thinking is switched off; null where an effort says all. */
  thinking: { on: Members; off: Members | null } | null;
  /** What goes along with every request, with tools, and with thoughts that go back. */
  always: Members;
  withTools: Members;
  withThoughts: Members;
  /** Whether what was thought goes back with the calls that it led to. */
  thoughtsBack: boolean;
  /** Whether ids of calls have nine letters and digits. */
  nineCharacterIds: boolean;
  /** Whether JSON Schemas are taken, also beside tools. */
  schema: "always" | "without-tools" | "never";
  /** Models for which the prompt for interface is marked as what a cache keeps; null where none is. */
  marked: RegExp | null;
}

export interface ChatServer extends ChatRules {
  /** Whether it is of a kind that runs beside us, whose models have windows as small as its memory wants. */
  isLocal?: true;
  /** Which servers they are, by their name in model ids and by their host: `name host`. */
  match: RegExp;
  /** What differs for some of its models; the first that fits. */
  models: readonly (Partial<ChatRules> & { match: RegExp })[];
}

/** A server that nobody knows more of. */
export const ANY_SERVER: ChatServer = {
  match: /^/,
  models: [],
  maxTokens: "max_tokens",
  parallelCalls: "asked",
  asksForUsage: true,
  sampling: true,
  seed: "seed",
  namedTool: "alone",
  required: "required",
  effortAt: "reasoning_effort",
  efforts: null,
  thinking: null,
  always: {},
  withTools: {},
  withThoughts: {},
  thoughtsBack: true,
  nineCharacterIds: false,
  schema: "always",
  marked: null,
};

/** OpenAI itself has retired `max_tokens`. */
export const OPENAI_CHAT: ChatServer = {
  ...ANY_SERVER,
  maxTokens: "max_completion_tokens",
  parallelCalls: "when-off",
  namedTool: "object",
};

const CLOUD: ChatServer = { ...ANY_SERVER, namedTool: "object" };
const ENABLED = { thinking: { type: "enabled" } };
const DISABLED = { thinking: { type: "disabled" } };
const LOW_HIGH_MAX = { minimal: "low", low: "low", medium: "high", high: "high", xhigh: "max", max: "max" } as const;

/** In order: the first row that fits holds. */
const SERVERS: readonly ChatServer[] = [
  {
    ...CLOUD,
    match: /^deepseek |\.deepseek\.com$/,
    efforts: { ...LOW_HIGH_MAX, none: null },
    thinking: { on: ENABLED, off: DISABLED },
    schema: "never",
  },
  {
    ...CLOUD,
    match: /^(?:kimi|moonshot(?:ai)?) |\.moonshot\.(?:ai|cn)$/,
    sampling: false,
    seed: null,
    efforts: { ...LOW_HIGH_MAX, none: "low" },
    models: [{ match: /^kimi-k2/, efforts: null, thinking: { on: ENABLED, off: DISABLED }, effortAt: "" }],
  },
  {
    ...CLOUD,
    match: /^(?:zai|glm|zhipu(?:ai)?) |(?:^|\.| )(?:z\.ai|bigmodel\.cn)$/,
    thinking: { on: { thinking: { type: "enabled", clear_thinking: false } }, off: DISABLED },
    efforts: { none: null, minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "high", max: "high" },
    withTools: { tool_stream: true },
    withThoughts: { thinking: { type: "enabled", clear_thinking: false } },
    models: [
      {
        match: /^glm-(?:5\.[3-9]|[6-9])/,
        thinking: { on: { thinking: { type: "enabled", clear_thinking: false } }, off: null },
        efforts: { none: "low", minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "high", max: "high" },
      },
    ],
  },
  {
    ...CLOUD,
    match: /^(?:qwen|dashscope|alibaba) |\bdashscope(?:-\w{1,20})?\.aliyuncs\.com$/,
    thinking: { on: { enable_thinking: true }, off: { enable_thinking: false } },
    efforts: { none: null, minimal: "low", low: "low", medium: "medium", high: "medium", xhigh: "xhigh", max: "xhigh" },
    withThoughts: { preserve_thinking: true },
    marked: /^/,
  },
  {
    ...CLOUD,
    match: /^mistral |\.mistral\.ai$/,
    asksForUsage: false,
    seed: "random_seed",
    required: "any",
    efforts: { none: "none", minimal: "high", low: "high", medium: "high", high: "high", xhigh: "high", max: "high" },
    nineCharacterIds: true,
    models: [
      {
        match: /^mistral-large-4/,
        efforts: { none: "none", minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "high", max: "high" },
      },
    ],
  },
  {
    ...CLOUD,
    match: /^openrouter |(?:^|\.| )openrouter\.ai$/,
    effortAt: "reasoning.effort",
    marked: /^~?(?:anthropic\/|qwen\/|openai\/gpt-(?:5\.[6-9]|[6-9]))/,
  },
  {
    ...CLOUD,
    match: /^together(?:ai)? |\.together\.(?:ai|xyz)$/,
    thinking: { on: { reasoning: { enabled: true } }, off: { reasoning: { enabled: false } } },
    efforts: { none: null, minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "high", max: "high" },
    thoughtsBack: false,
  },
  { ...CLOUD, match: /^groq |\.groq\.com$/, maxTokens: "max_completion_tokens", schema: "without-tools" },
  { ...CLOUD, match: /^fireworks(?:-ai)? |\.fireworks\.ai$/ },
  { ...ANY_SERVER, match: /^ollama |:11434$/, thoughtsBack: false, isLocal: true },
  { ...ANY_SERVER, match: /^(?:lm-studio|llama-cpp|vllm) |(?:localhost|127\.0\.0\.1):(?:1234|8080|8000)$/, isLocal: true },
  ANY_SERVER,
];

/** Returns the rules of the server at an address, which its owner has given a name. */
export function serverAt(name: string, address: string): ChatServer {
  const place = `${name} ${new URL(address).host}`;
  return SERVERS.find(({ match }) => match.test(place)) ?? ANY_SERVER;
}

/** Returns what holds for one of its models. */
export function rulesFor(server: ChatServer, model: string): ChatRules {
  return { ...server, ...server.models.find(({ match }) => match.test(model)), match: undefined } as ChatRules;
}
