import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = {
  "@": root.replace(/\/$/, ""),
  // Outside React's server condition the real module throws; under test there is nothing to guard.
  "server-only": fileURLToPath(new URL("./tests/setup/empty.ts", import.meta.url)),
};

// What ends a test that hangs. What a test claims about time it measures itself.
const HANGING = { testTimeout: 60_000, hookTimeout: 60_000 };

const EVALUATION = "tests/offline/eval.test.ts";
const START = "tests/start/*.test.ts";
const SERVED = "tests/**/*.served.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "tests/**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**", EVALUATION, START, SERVED],
          // Processes, no threads: the offline engine's budget and the tests' bounds are processor time, which is counted for a whole process.
          pool: "forks",
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
          ...HANGING,
          setupFiles: ["tests/setup/environment.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          // Alone: it measures processor time, which is counted for the process with all its threads.
          name: "evaluation",
          include: [EVALUATION],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          setupFiles: ["tests/setup/environment.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          // `npm start` as a person runs it, on the finished build.
          name: "start",
          include: [START],
          sequence: { groupOrder: 3 },
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // From outside, against the built server: to be run after the build, or they build it first.
          name: "served",
          include: [SERVED],
          pool: "forks",
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
          setupFiles: ["tests/setup/environment.ts"],
          ...HANGING,
        },
      },
      {
        resolve: { alias },
        test: {
          // Needs Postgres: every worker has a clone of a migrated template to itself.
          name: "database",
          include: ["app/**/*.test.ts", "lib/**/*.db.test.ts", "tests/**/*.db.test.ts"],
          pool: "forks",
          // Vitest's own default leaves a core free, which on two cores is half of them.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 1 },
          globalSetup: ["tests/setup/postgres.ts"],
          setupFiles: ["tests/setup/environment.ts", "tests/setup/database.ts"],
          ...HANGING,
        },
      },
    ],
  },
});
