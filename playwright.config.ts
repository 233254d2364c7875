import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM_ARGS } from "./scripts/chromium.mjs";

// `npm run e2e` builds, starts the server on a port and a database of its own, and sets what is read here.
const { E2E_BASE_URL, CHROMIUM_PATH, CI } = process.env;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(CI),
  // A slow machine that others share can miss a deadline for reasons of its own: CI tries once more, and reports what needed it.
  retries: CI ? 1 : 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: E2E_BASE_URL,
    // Recording every step takes a tenth of the time; where nobody looks at once, what failed is recorded when it is tried again.
    trace: CI ? "on-first-retry" : "retain-on-failure",
    launchOptions: { executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS },
  },
});
