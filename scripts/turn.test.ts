import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const SCRIPT = `import { takeTurn } from ${JSON.stringify(pathToFileURL("scripts/turn.mjs").href)};
const release = await takeTurn({ folder: process.argv[2], onWait: () => console.log("waits") });
console.log("begins");
process.stdin.once("data", () => { release(); process.exit(); });`;

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "vitrine-turn-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  await writeFile(join(path, "start.mjs"), SCRIPT);
  return path;
}

function start(path: string): { child: ChildProcess; says: () => Promise<string> } {
  const child = spawn(process.execPath, [join(path, "start.mjs"), path], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, says: async () => String((await once(child.stdout, "data"))[0]).trim() };
}

test.each([
  ["is done", (child: ChildProcess) => child.stdin?.write("\n")],
  ["is killed", (child: ChildProcess) => child.kill("SIGKILL")],
])("a second start of a folder waits, and begins when the first one %s", async (_what, end) => {
  const path = await folder();
  const first = start(path);
  expect(await first.says()).toBe("begins");
  const second = start(path);
  expect(await second.says()).toBe("waits");
  const begins = second.says();
  end(first.child);
  expect(await begins).toBe("begins");
});

test("what a start left that was killed long ago holds up nobody", async () => {
  const path = await folder();
  await writeFile(join(path, "starting"), `${process.pid} ${process.cwd()}`);
  expect(await start(path).says()).toBe("begins");
});
