// A fixed environment for every test: no provider key of the developer's leaks in.
for (const name of [
  "OPENAI_API_KEY",
  "ANTHROPIC_API_KEY",
  "GOOGLE_GENERATIVE_AI_API_KEY",
  "UPSTREAM_BASE_URL",
  "UPSTREAM_API_KEY",
  "MODEL_ALIASES",
  "BASE_URL",
]) {
  delete process.env[name];
}
Object.assign(process.env, {
  NODE_ENV: "test",
  AUTH_SECRET: "a-secret-for-tests-only-a-secret-for-tests-only",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
});
process.env.DATABASE_URL ??= "postgresql://postgres@127.0.0.1:1/not-for-unit-tests";
