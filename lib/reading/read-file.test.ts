import { expect, test } from "vitest";
import { pdf, pdfBomb } from "@/tests/files/documents";
import { useBuiltReader } from "@/tests/files/reader";
import { readFile } from "./read-file";

useBuiltReader();

const SIZE = { tokensMax: 800, overlapTokens: 100 };
const never = new AbortController().signal;
const TOO_MUCH = { ok: false, code: "invalid_file", message: "The file takes too much time or memory to read." };

const read = (filename: string, bytes: Uint8Array, limits?: { bytesMax: number; msMax: number }, signal = never) =>
  readFile(bytes, { filename, size: SIZE }, signal, limits);

test("a file is read by a process of its own", async () => {
  const passages = [{ text: "Grew 7 percent in Germany.", heading: null, page: 1 }];
  expect(await read("report.pdf", pdf(["Grew 7 percent in Germany."]))).toEqual({ ok: true, passages, language: "english" });
});

test("what it says of a file that can't be read is for whoever sent it", async () => {
  expect(await read("a.pdf", Buffer.from("%PDF-1.4 none"))).toEqual({ ok: false, code: "invalid_file", message: "The PDF is broken." });
});

test("a file that takes too much memory ends its reader, and nothing else", async () => {
  // The bound is what Node itself takes and a little: nothing has to be filled for it.
  expect(await read("bomb.pdf", pdfBomb(40_000_000), { bytesMax: 100_000_000, msMax: 60_000 })).toEqual(TOO_MUCH);
});

test("one that takes too long does so too", async () => {
  const deep = Buffer.from(`<html>${"<div><b>".repeat(400_000)}`);
  expect(await read("deep.html", deep, { bytesMax: 4_000_000_000, msMax: 300 })).toEqual(TOO_MUCH);
});

test("an abort ends the reader and rejects with its reason", async () => {
  const abort = new AbortController();
  const reading = read("report.pdf", pdf(["Tea"]), undefined, abort.signal);
  abort.abort(new Error("the server stops"));
  await expect(reading).rejects.toThrow("the server stops");
});
