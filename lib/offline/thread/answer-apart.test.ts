import { beforeEach, expect, test } from "vitest";
import type { GenerationRequest } from "@/lib/generation/request";
import { message, requestOf } from "@/tests/offline/case";
import { generate } from "@/tests/offline/run";
import { useBuiltProgram } from "@/tests/setup/built-program";
import { answer } from "../answer";
import { offline } from "../offline";
import { answerApart, setAnswerer } from "./answer-apart";
import { cpuMs } from "./cpu-clock";
import { createUnpacker, sendParcels } from "./parcel";

const built = { path: "" };
useBuiltProgram("answerer", (path) => (built.path = path));
beforeEach(() => setAnswerer(built.path));

const never = new AbortController().signal;
const rows = (count: number) => Array.from({ length: count }, (_, i) => `Shop ${i % 40},${i},${i * 3}`).join("\n");
const asked = (text: string, options?: Partial<GenerationRequest>) => requestOf([message("user", text)], options);
const table = asked(`chart this:\nname,units,revenue\n${rows(4_000)}`);
const hard = asked("- a: 1\n".repeat(100_000));
const TOO_MUCH = "This was too much at once";

test("a request is answered apart as it is here", async () => {
  expect(await answerApart(table, never)).toEqual(answer(table));
});

test("long requests don't hold the process: they are worked out in a thread", async () => {
  await answerApart(table, never);
  const before = cpuMs();
  const here = answer(hard);
  const hereMs = cpuMs() - before;
  const since = cpuMs();
  expect(await answerApart(hard, never)).toEqual(here);
  expect(cpuMs() - since).toBeLessThan(Math.min(50, hereMs / 4));
});

test("the engine answers long requests by the thread, and short ones without one", async () => {
  setAnswerer(built.path, { msMax: 0 });
  expect((await generate(table)).text).toContain(TOO_MUCH);
  expect((await generate(asked("What is 15% of 240?"))).text).toContain("36");
});

test("without its program it answers by itself", async () => {
  setAnswerer("/nowhere/answerer.mjs");
  expect((await generate(table)).text).not.toContain(TOO_MUCH);
});

test("a thread that takes too long is ended: that request was too much, the next one has a new thread", async () => {
  setAnswerer(built.path, { msMax: 1 });
  const [first, second] = await Promise.all([answerApart(hard, never), answerApart(hard, never)]);
  expect([first?.skill, second?.skill]).toEqual(["too-much", "too-much"]);
  setAnswerer(built.path);
  expect(await answerApart(table, never)).toEqual(answer(table));
});

test("a thread that runs out of memory takes nothing with it", async () => {
  // What ran before has another's memory.
  setAnswerer(built.path, { msMax: 1 });
  await answerApart(hard, never);
  setAnswerer(built.path, { heapMbMax: 16 });
  expect((await answerApart(asked("[1,2],".repeat(1_300_000)), never))?.skill).toBe("too-much");
  setAnswerer(built.path);
  expect(await answerApart(table, never)).toEqual(answer(table));
});

test("400: JSON that was asked for and costs too much", async () => {
  setAnswerer(built.path, { msMax: 1 });
  const json = { ...hard, outputFormat: { type: "json_object" } as const };
  await expect(answerApart(json, never)).rejects.toMatchObject({ code: "invalid_value", status: 400 });
});

test("400: what the thread says of a request is an error of the API here too", async () => {
  const schema = { type: "object", properties: { a: { type: "string", minLength: 3, maxLength: 2 } }, required: ["a"] };
  const outputFormat = { type: "json_schema", name: "a", schema, strict: true } as unknown as GenerationRequest["outputFormat"];
  const impossible = { ...asked("Hi"), outputFormat };
  await expect(answerApart(impossible, never)).rejects.toMatchObject({ code: "invalid_value", status: 400 });
});

test("who leaves waits for nobody, and others are answered", async () => {
  const running = new AbortController();
  const waiting = new AbortController();
  const results = [answerApart(hard, running.signal), answerApart(hard, waiting.signal)];
  const other = answerApart(table, never);
  waiting.abort(new Error("it left while it waited"));
  running.abort(new Error("it left while it ran"));
  await expect(results[0]).rejects.toThrow("it left while it ran");
  await expect(results[1]).rejects.toThrow("it left while it waited");
  expect(await other).toEqual(answer(table));
});

test("an abort ends the engine's stream while the thread works", async () => {
  const abort = new AbortController();
  const events = offline.stream(hard, abort.signal)[Symbol.asyncIterator]();
  const first = events.next();
  abort.abort(new Error("it left"));
  await expect(first).rejects.toThrow("it left");
});

test("long texts arrive as they are, wherever they stand and wherever they are cut", async () => {
  const face = "x".repeat(65_535) + "😀".repeat(40_000);
  const sent = { ...asked(face), instructions: "y".repeat(70_000), stop: [face, "short"] };
  const unpack = createUnpacker();
  const got: (GenerationRequest | null)[] = [];
  await sendParcels(sent, (parcel) => got.push(unpack(structuredClone(parcel))));
  expect(got.length).toBeGreaterThan(6);
  expect(got.slice(0, -1).every((one) => one === null)).toBe(true);
  expect(got.at(-1)).toEqual(sent);
});
