import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findChromium } from "./find-chromium";

function folderWith(name: string, mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-chromium-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), "");
  chmodSync(join(folder, name), mode);
  return folder;
}

test("the chosen one, or none", () => {
  const folder = folderWith("chromium", 0o755);
  expect(findChromium(join(folder, "chromium"), "")).toBe(join(folder, "chromium"));
  expect(findChromium("/nowhere/chromium", folder)).toBeNull();
});

test("the first name on the path that can be run", () => {
  const [full, shell] = [folderWith("google-chrome", 0o755), folderWith("chromium-headless-shell", 0o755)];
  expect(findChromium(undefined, ["", full, shell].join(delimiter))).toBe(join(shell, "chromium-headless-shell"));
  expect(findChromium(undefined, full)).toBe(join(full, "google-chrome"));
});
