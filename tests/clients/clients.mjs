/**
 * The clients that are run, each with a key of its own: the package whose version is told, and its scripts, of which
 * `revoked` runs last, with a key that no longer holds. `prints` is what a script's output must show;
 * `needsProviders` has it run against the server with a provider of each wire format.
 * @type {{ folder: string, package: string, python?: true, scripts: { file: string, prints?: RegExp, needsProviders?: true }[], revoked: string }[]}
 */
export const CLIENTS = [
  {
    folder: "openai-js",
    package: "openai",
    scripts: [
      { file: "chat.mjs" },
      { file: "responses.mjs" },
      { file: "conversations.mjs" },
      { file: "websocket.mjs" },
      { file: "manual.mjs" },
      { file: "providers.mjs", needsProviders: true },
    ],
    revoked: "revoked.mjs",
  },
  {
    folder: "openai-python",
    package: "openai",
    python: true,
    scripts: [
      { file: "chat.py" },
      { file: "responses.py" },
      { file: "conversations.py" },
      { file: "files.py" },
      { file: "manual.py" },
      { file: "providers.py", needsProviders: true },
      { file: "documented_chat.py", prints: /LineChart\(/ },
      // Only who remembers the first question knows whose population is meant.
      { file: "documented_responses.py", prints: /France.*68\.\d million/s },
      { file: "documented_conversation.py", prints: /France.*68\.\d million/s },
    ],
    revoked: "revoked.py",
  },
  {
    folder: "ai-sdk",
    package: "ai",
    scripts: [
      { file: "chat.mjs" },
      { file: "compatible.mjs" },
      { file: "responses.mjs" },
      { file: "open-responses.mjs" },
      { file: "providers.mjs", needsProviders: true },
    ],
    revoked: "revoked.mjs",
  },
  {
    folder: "langchain",
    package: "@langchain/openai",
    scripts: [{ file: "chat.mjs" }, { file: "responses.mjs" }, { file: "providers.mjs", needsProviders: true }],
    revoked: "revoked.mjs",
  },
  {
    folder: "agents",
    package: "@openai/agents",
    scripts: [{ file: "chat.mjs" }, { file: "responses.mjs" }, { file: "session.mjs" }, { file: "providers.mjs", needsProviders: true }],
    revoked: "revoked.mjs",
  },
];
