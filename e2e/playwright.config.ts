import { defineConfig } from "@playwright/test";

/**
 * Chromium of the distribution, without its windows, which saves a third of the time: no browser is downloaded, and none of its
 * background services reaches out.
 */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  globalTeardown: "./support/teardown.ts",
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./support/summary.ts"]],
  use: {
    locale: "kk-KZ",
    timezoneId: "Asia/Almaty",
    // A trace of every step costs a sixth of the time: `TRACE=1` when a failure does not explain itself.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: quiet },
  },
});
