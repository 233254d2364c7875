import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../scripts/address.mjs";
import { generateIfStale } from "../../scripts/build.mjs";
import { type Checkout, createCheckout, listens, type Started, untilGone } from "./checkout";

const SECRET = "a secret of thirty-two characters or more";

let checkout: Checkout;
const running: Started[] = [];

beforeAll(async () => {
  await generateIfStale();
  checkout = await createCheckout();
});

afterAll(async () => {
  for (const one of running) for (const pid of one.all) end(pid);
  checkout.remove();
});

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone, as it should be.
  }
}

async function start(env?: Record<string, string>, from = checkout): Promise<Started> {
  const one = await from.start(env);
  running.push(one);
  return one;
}

describe("a signal to any process of npm start ends them all", () => {
  test.each([
    ["npm", "SIGTERM"],
    ["npm", "SIGINT"],
    ["npm", "SIGHUP"],
    ["npm", "SIGKILL"],
    ["launcher", "SIGTERM"],
    ["launcher", "SIGHUP"],
    ["server", "SIGTERM"],
    ["server", "SIGINT"],
    ["server", "SIGHUP"],
    ["postgres", "SIGTERM"],
    ["postgres", "SIGINT"],
  ] as const)("%s, %s", async (who, signal) => {
    const one = await start();
    expect(Object.values(one.pids)).not.toContain(0);
    process.kill(one.pids[who], signal);
    await untilGone(one);
  });

  test("a closed terminal: nobody reads the output any more, and npm is hung up", async () => {
    const one = await start();
    one.hangUp();
    process.kill(one.pids.npm, "SIGHUP");
    await untilGone(one);
    expect(await listens(one.port)).toBe(false);
  });

  test("a crash is none of them: the server and the database come back", async () => {
    const one = await start();
    process.kill(one.pids.server, "SIGKILL");
    await expect.poll(() => one.printed(), { timeout: 60_000 }).toMatch(/The server ended by itself \(SIGKILL\)/);
    await expect.poll(() => listens(one.port), { timeout: 60_000 }).toBe(true);
    process.kill(one.pids.postgres, "SIGKILL");
    await expect.poll(() => one.printed(), { timeout: 60_000 }).toMatch(/PostgreSQL ended by itself; starting it again/);
    const ready = async () => (await fetch(`http://127.0.0.1:${one.port}/readyz`).catch(() => null))?.status;
    await expect.poll(ready, { timeout: 60_000 }).toBe(200);
    process.kill(one.pids.launcher, "SIGTERM");
    await untilGone(one);
    await expect.poll(() => listens(one.port)).toBe(false);
  });
});

describe("the command line speaks of the server of its own folder", () => {
  test("owner-link leads to the port that server listens on", async () => {
    const one = await start();
    const { out, code } = await checkout.cli("owner-link");
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^http://localhost:${one.port}/sign-in/link/[0-9A-Za-z]{43}\n$`));
    process.kill(one.pids.npm, "SIGTERM");
    await untilGone(one);
  });

  test("and to its public address, when it was started with one", async () => {
    const one = await start({ BASE_URL: "HTTPS://ui.example.com/" });
    expect(one.printed()).toContain("https://ui.example.com/sign-in/link/");
    expect((await checkout.cli("owner-link")).out).toMatch(/^https:\/\/ui\.example\.com\/sign-in\/link\//);
    process.kill(one.pids.npm, "SIGTERM");
    await untilGone(one);
    expect((await checkout.cli("owner-link")).out).toMatch(/^http:\/\/localhost:3000\/sign-in\/link\//);
  });

  test("a second folder, a copy of the first one while that runs, has a database, a port and links of its own", async () => {
    const first = await start();
    const other = await createCheckout();
    try {
      execFileSync("cp", ["-a", join(checkout.folder, ".data"), other.folder]);
      expect((await other.refuse({ PORT: String(first.port) })).printed).toContain(`Port ${first.port} is taken by another program`);
      expect((await checkout.refuse({ PORT: String(first.port) })).printed).toContain(
        `This folder's server already runs: open http://localhost:${first.port}`,
      );
      const second = await start({}, other);
      expect(second.pids.postgres).not.toBe(first.pids.postgres);
      expect((await other.cli("owner-link")).out).toContain(`http://localhost:${second.port}/`);
      expect((await checkout.cli("owner-link")).out).toContain(`http://localhost:${first.port}/`);
      expect((await other.cli("keys", "create", "--name", "only here")).code).toBe(0);
      expect((await other.cli("keys", "list")).out).toContain("only here");
      expect((await checkout.cli("keys", "list")).printed).not.toContain("only here");
      process.kill(second.pids.npm, "SIGTERM");
      await untilGone(second);
      expect(await listens(first.port)).toBe(true);
    } finally {
      process.kill(first.pids.npm, "SIGTERM");
      await untilGone(first);
      other.remove();
    }
  });
});

describe(".env as editors write it", () => {
  test("a byte order mark and CRLF: the first variable counts", async () => {
    const port = await freePort();
    checkout.writeSettings(`\uFEFFAUTH_SECRET=${SECRET}\r\nLOG_LEVEL=silent\r\n`);
    const one = await start({ PORT: String(port) });
    expect(await listens(port)).toBe(true);
    process.kill(one.pids.npm, "SIGTERM");
    await untilGone(one);
  });

  test.each([
    ["UTF-16 with its mark", Buffer.from(`\uFEFFAUTH_SECRET=${SECRET}\r\n`, "utf16le"), /\.env is written in UTF-16: save it as UTF-8/],
    ["UTF-16 without", Buffer.from(`AUTH_SECRET=${SECRET}\r\n`, "utf16le"), /\.env is written in UTF-16: save it as UTF-8/],
    ["UTF-16, the other way round", Buffer.from(`\uFEFFAUTH_SECRET=${SECRET}`, "utf16le").swap16(), /\.env is written in UTF-16/],
    ["an older code page", Buffer.from(`# für alle\nAUTH_SECRET=${SECRET}`, "latin1"), /\.env is not written in UTF-8/],
  ])("%s is named, and stays as it was", async (_what, bytes, said) => {
    checkout.writeSettings(bytes);
    expect(await checkout.refuse()).toEqual({ code: 1, printed: expect.stringMatching(said) });
    expect((await checkout.cli("models")).printed).toMatch(said);
  });
});

describe("BASE_URL", () => {
  test.each([
    ["https://example.com/vitrine", "it has the path /vitrine, and Vitrine is served at the root of a host"],
    ["https://example.com/?tenant=1", "it has a query"],
    ["https://example.com/#top", "it has a fragment"],
    ["https://user:hunter2@example.com", "it has a user name or a password"],
    ["example.com", "it must be a whole address that begins with http:// or https://"],
    ["ftp://example.com", "it must be a whole address that begins with http:// or https://"],
  ])("%s is refused before anything is started", async (BASE_URL, why) => {
    checkout.writeSettings(`AUTH_SECRET=${SECRET}\n`);
    const { code, printed } = await checkout.refuse({ BASE_URL });
    expect(code).toBe(1);
    expect(printed).toContain(why);
    expect(printed).not.toContain("hunter2");
    expect(printed).not.toContain("Start PostgreSQL");
  });
});
