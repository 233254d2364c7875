import { setTimeout as sleep } from "node:timers/promises";
import type { OpenAI } from "openai";
import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { liveRuns, settleRuns } from "@/lib/embed/responses/run/live-runs";
import { ApiError } from "@/lib/errors";
import { abortInFlight, untilIdle } from "@/lib/http/in-flight";
import { revokeKey } from "@/lib/keys/mutations";
import { prisma } from "@/lib/prisma";
import { forgetProcessState } from "@/lib/process-state";
import { all, gates, open, provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { within } from "@/tests/http/request";
import { TRANSPORTS } from "@/tests/http/transport";
import { assertStreamGrammar } from "@/tests/responses/grammar";

const WEATHER = { type: "function" as const, name: "weather", parameters: { type: "object", properties: {} }, strict: false };

beforeEach(() => forgetProcessState("breakers"));
afterAll(() => provider.close());

const ask = (model: string) => ({
  model: customModel(model),
  input: "Hi",
  background: true,
  text: { format: { type: "json_object" as const } },
});
const ended = async (client: OpenAI, id: string, ms = 5_000) => {
  await within(ms, async () => !["queued", "in_progress"].includes((await client.responses.retrieve(id)).status ?? ""));
  const { output_text: _, ...response } = await client.responses.retrieve(id);
  return response;
};
const resumed = async (client: OpenAI, id: string, after?: number): Promise<ResponseStreamEvent[]> =>
  all(await client.responses.retrieve(id, { stream: true, ...(after !== undefined && { starting_after: after }) }));
/** Until a few words of the answer came. */
const firstWords = async (client: OpenAI, id: string): Promise<void> => {
  let deltas = 0;
  for await (const { type } of await client.responses.retrieve(id, { stream: true }))
    if (type === "response.output_text.delta" && ++deltas >= 3) return;
};
const runsOf = async (workspaceId: string) => (await usageOf(workspaceId)).filter(({ endpoint }) => endpoint === "/v1/embed/responses");
/** As if another process worked on it. */
const elsewhere = (id: string) => void liveRuns().delete(id);

describe.each(TRANSPORTS)("a response in the background over the %s transport", (name) => {
  test("is answered at once and goes on by itself; its usage is written once, at its end", async () => {
    const { client, actor } = await open(name);
    const begun = await client.responses.create(ask("slow"));
    expect(begun).toMatchObject({ status: "in_progress", background: true, output: [], usage: null });
    const response = await ended(client, begun.id);
    expect(response).toMatchObject({ status: "completed", usage: { output_tokens: 7 } });
    const events = await resumed(client, begun.id);
    expect(assertStreamGrammar(events)).toEqual(response);
    expect(await runsOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 200, outputTokens: 7, errorCode: null })]);
  });

  test("needs a store", async () => {
    const { client } = await open(name);
    await expect(client.responses.create({ ...ask("json"), store: false })).rejects.toMatchObject({ status: 400, param: "background" });
  });

  test("goes on when its stream is left, which is taken up again after any event, here or elsewhere", async () => {
    const { client } = await open(name);
    const stream = await client.responses.create({ ...ask("slow"), stream: true });
    let id = "";
    for await (const event of stream) {
      if (event.type === "response.created") id = event.response.id;
      if (event.type === "response.in_progress") break;
    }
    await sleep(100);
    const [here, away] = await Promise.all([
      resumed(client, id, 1),
      (async () => {
        await sleep(50);
        const live = liveRuns().get(id);
        elsewhere(id);
        const reading = resumed(client, id);
        await sleep(50);
        if (live) liveRuns().set(id, live);
        return reading;
      })(),
    ]);
    expect(assertStreamGrammar(here, { startingAfter: 1 }).status).toBe("completed");
    const whole = assertStreamGrammar(away);
    expect(whole).toEqual(await ended(client, id));
    for (const after of away.map(({ sequence_number }) => sequence_number)) {
      expect(await resumed(client, id, after)).toEqual(away.slice(after + 1));
    }
  });

  test("a stream that is taken up again carries what comes from then on, as it comes", async () => {
    const { client } = await open(name);
    const { text: _, ...plain } = ask("halves");
    const stream = await client.responses.create({ ...plain, stream: true });
    let id = "";
    for await (const event of stream) {
      if (event.type === "response.created") id = event.response.id;
      if (event.type === "response.output_text.delta" && event.delta.includes("quarter")) break;
    }
    const openGate = async () => {
      await within(5_000, () => gates.length > 0);
      for (const open of gates.splice(0)) open();
    };
    let seen = "";
    for await (const event of await client.responses.retrieve(id, { stream: true })) {
      if (event.type !== "response.output_text.delta") continue;
      const before = seen;
      seen += event.delta;
      if (!before.includes("quarter") && seen.includes("quarter")) await openGate();
      if (seen.includes("best of all")) break;
    }
    await openGate();
    expect((await ended(client, id)).status).toBe("completed");
  }, 20_000);

  test("a client that has seen more than was kept still gets the end", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create(ask("slow"));
    expect(await resumed(client, id, 400)).toMatchObject([{ type: "response.completed", sequence_number: 401 }]);
    await ended(client, id);
    expect(await resumed(client, id, 500)).toMatchObject([{ type: "response.completed", sequence_number: 501 }]);
  });

  test.each(["here", "elsewhere"])(
    "is cancelled %s, with what there was, as often as one likes; then its provider is left",
    async (where) => {
      const { client, actor } = await open(name);
      provider.left.clear();
      const { id } = await client.responses.create(ask("endless"));
      const reading = resumed(client, id);
      // From elsewhere only what is stored can be read.
      if (where === "elsewhere") elsewhere(id);
      await firstWords(client, id);
      const cancelled = await client.responses.cancel(id);
      expect(cancelled).toMatchObject({ id, status: "cancelled", error: null });
      expect(JSON.stringify(cancelled.output)).toMatch(/1{3,}/);
      expect(cancelled.output).toMatchObject([{ status: "incomplete" }]);
      expect(await client.responses.cancel(id)).toMatchObject(cancelled);
      await within(3_000, () => provider.left.has("endless"));
      expect((await reading).at(-1)).toMatchObject({ type: "response.incomplete", response: { status: "cancelled" } });
      expect(assertStreamGrammar(await resumed(client, id)).status).toBe("cancelled");
      expect(await runsOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 499, errorCode: "cancelled" })]);
      const { output_text: _, ...row } = await client.responses.retrieve(id);
      expect(row).toEqual((({ output_text: __, ...rest }) => rest)(cancelled));
    },
  );

  test("only what runs in the background can be cancelled, and only by its own workspace", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create({ ...ask("json"), background: false });
    await expect(client.responses.cancel(id)).rejects.toMatchObject({ status: 400 });
    await expect(client.responses.cancel("resp_nobody")).rejects.toMatchObject({ status: 404 });
    const other = await open(name);
    const background = await client.responses.create(ask("slow"));
    await expect(other.client.responses.cancel(background.id)).rejects.toMatchObject({ status: 404 });
    expect((await ended(client, background.id)).status).toBe("completed");
    expect((await client.responses.cancel(background.id)).status).toBe("completed");
  });

  test("revoking the key it was begun with ends it", async () => {
    const { client, actor, key, connect } = await open(name);
    const { id } = await client.responses.create(ask("endless"));
    await revokeKey(actor, key.id);
    await within(2_000, async () => (await prisma().response.findUniqueOrThrow({ where: { id } })).status === "failed");
    await expect(connect("vtr_live_nobody").responses.retrieve(id)).rejects.toMatchObject({ status: 403 });
    expect(await runsOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 403, errorCode: "invalid_api_key" })]);
  });

  test("is waited for at a shutdown, and ends as failed when it takes too long", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create(ask("endless"));
    const idle = untilIdle().then(() => "idle");
    expect(await Promise.race([idle, sleep(50, "busy")])).toBe("busy");
    abortInFlight(new ApiError("service_unavailable", "The server is shutting down."));
    await idle;
    await settleRuns(1_000);
    expect(await client.responses.retrieve(id)).toMatchObject({ status: "failed", error: { code: "server_error" } });
  });

  test("a response that did not run in the background can be streamed too: its stream is made anew", async () => {
    const { client, actor } = await open(name);
    for (const model of ["json", "calls", "thinks", "short"]) {
      const { output_text: _, ...response } = await client.responses.create({ ...ask(model), background: false, tools: [WEATHER] });
      const events = await resumed(client, response.id);
      expect(assertStreamGrammar(events)).toEqual(response);
      expect(await resumed(client, response.id, 1)).toEqual(events.slice(2));
    }
    const ofActor = { workspaceId: actor.workspaceId, status: "in_progress" };
    const running = client.responses.create({ ...ask("slow"), background: false });
    await within(2_000, async () => (await prisma().response.count({ where: ofActor })) > 0);
    const { id } = await prisma().response.findFirstOrThrow({ where: ofActor });
    elsewhere(id);
    expect(assertStreamGrammar(await resumed(client, id)).id).toBe((await running).id);
  });

  test("what GET can't be asked for", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create({ ...ask("json"), background: false });
    const bad: [object, string][] = [
      [{ stream: true, starting_after: -1 }, "starting_after"],
      [{ stream: "maybe" }, "stream"],
      [{ include: ["everything"] }, "include[0]"],
    ];
    for (const [query, param] of bad) {
      const error = await client.responses.retrieve(id, query as { stream?: false }).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ status: 400, param });
    }
    expect((await client.responses.retrieve(id, { include: ["reasoning.encrypted_content"] })).id).toBe(id);
    expect((await client.responses.retrieve(id, { stream: false, starting_after: 0 })).id).toBe(id);
  });
});
