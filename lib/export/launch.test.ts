import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { environmentForPrograms } from "@/lib/env";
import { log } from "@/lib/log";
import { findChromium } from "./find-chromium";
import { launchChromium } from "./launch";
import { BROWSER_UID } from "./unprivileged";

const variables = environmentForPrograms();
const chromium = findChromium(process.env.CHROMIUM_PATH, variables.PATH ?? "") ?? "";

const isRoot = userInfo().uid === 0;

let folder: string;
let browser: Browser | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-launch-"));
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  await browser?.close();
  browser = null;
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

/** The real Chromium behind a script that gives up under a condition. */
function chromiumUnless(condition: string): string {
  const path = join(folder, "chromium");
  writeFileSync(path, `#!/bin/sh\n${condition} && exit 1\nexec '${chromium}' "$@"\n`, { mode: 0o755 });
  return path;
}

/** Every process below this one, with whose rights it runs and how it was called. */
function processes(): { uid: number; call: string }[] {
  const all = readdirSync("/proc").flatMap((pid) => {
    try {
      const status = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
      const [, parent, uid] = /^PPid:\t(\d+)[^]*?^Uid:\t\d+\t(\d+)/m.exec(status) ?? [];
      return parent
        ? [{ pid: Number(pid), parent: Number(parent), uid: Number(uid), call: readFileSync(`/proc/${pid}/cmdline`, "utf8") }]
        : [];
    } catch {
      return [];
    }
  });
  const below = (pid: number): typeof all => all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  return below(process.pid).filter(({ call }) => call.includes("--user-data-dir") || call.includes("--type="));
}

/** Whether it starts. */
async function launched(path: string): Promise<boolean> {
  browser = await launchChromium(path, variables).catch(() => null);
  return browser !== null;
}

async function draws(): Promise<string | null | undefined> {
  const page = await browser?.newPage();
  await page?.setContent("<h1>Drawn</h1>");
  return page?.locator("h1").textContent();
}

describe("the browser for exports", () => {
  test("none of its processes is root's, whoever started it, and it leaves nothing behind", async () => {
    const homes = () => readdirSync(tmpdir()).filter((name) => name.startsWith("vitrine-chromium-"));
    const before = homes();
    browser = await launchChromium(chromium, variables);
    expect(await draws()).toBe("Drawn");
    expect(processes().length).toBeGreaterThan(1);
    expect(new Set(processes().map(({ uid }) => uid))).toEqual(new Set([isRoot ? BROWSER_UID : userInfo().uid]));
    await browser.close();
    expect(homes()).toEqual(before);
  });

  test("without user namespaces root's goes without its sandbox, still not as root, and says so; anybody else's does not start", async () => {
    const warn = vi.spyOn(log, "warn");
    expect(await launched(chromiumUnless('case " $* " in *" --no-sandbox "*) false;; esac'))).toBe(isRoot);
    expect(await draws()).toBe(isRoot ? "Drawn" : undefined);
    expect(processes().every(({ uid, call }) => uid === BROWSER_UID && (call.includes("--no-sandbox") || call.includes("--type=")))).toBe(
      true,
    );
    expect(warn.mock.calls.map(([, message]) => message).join()).toMatch(isRoot ? /without its sandbox, as a user without rights/ : /^$/);
  });

  test("where nobody but root may run it, root's runs as root, and says so", async () => {
    const warn = vi.spyOn(log, "warn");
    expect(await launched(chromiumUnless('[ "$(id -u)" != 0 ]'))).toBe(isRoot);
    expect(await draws()).toBe(isRoot ? "Drawn" : undefined);
    expect(warn.mock.calls.map(([, message]) => message).join()).toMatch(isRoot ? /runs as root and without its sandbox/ : /^$/);
  });

  test("one that never starts is a failure", async () => {
    await expect(launchChromium(chromiumUnless("true"), variables)).rejects.toThrow();
  });
});
