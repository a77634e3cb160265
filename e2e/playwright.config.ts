import { defineConfig, devices } from '@playwright/test';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Journeys through the built product, which `server.ts` starts with a data folder and port of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './server.ts',
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // On a machine that does other work a journey may run out of time; the second try is told apart as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.XIO_E2E_URL ?? '',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.XIO_CHROMIUM ?? '/usr/bin/chromium', args },
  },
});
