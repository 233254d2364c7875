import type { OpenAI } from "openai";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { ReportResource } from "@/lib/embed/responses/report";
import { liveRuns } from "@/lib/embed/responses/run/live-runs";
import { reapOrphans } from "@/lib/embed/responses/run/reap";
import { prisma } from "@/lib/prisma";
import { forgetProcessState } from "@/lib/process-state";
import { assertDocumented } from "@/tests/contracts/assert-documented";
import { open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { within } from "@/tests/http/request";
import { TRANSPORTS } from "@/tests/http/transport";

beforeEach(() => forgetProcessState("breakers"));
afterAll(() => provider.close());

const ask = (model: string) => ({ model: customModel(model), input: "Hi" });
const WIDGET = { code: "unknown-component", component: "Widget", statementId: "w", message: expect.stringContaining("Widget") };
const TOOL = { type: "function" as const, name: "weather", parameters: { type: "object", properties: {} }, strict: false };

async function report(client: OpenAI, id: string): Promise<ReportResource> {
  const found = await client.get<ReportResource>(`/responses/${id}/report`);
  assertDocumented("ResponseReport", found);
  return found;
}

describe.each(TRANSPORTS)("GET /v1/embed/responses/{id}/report over the %s transport", (name) => {
  test("fixed: names what the model did wrong, whichever way it was asked, and the answer shows what was kept", async () => {
    const { client } = await open(name);
    const whole = await client.responses.create(ask("widget"));
    expect(whole.output_text).toContain("Kept");
    expect(await report(client, whole.id)).toEqual({
      object: "response.report",
      response_id: whole.id,
      status: "fixed",
      count: 1,
      problems: [WIDGET],
    });
    const { id: conversation } = await client.conversations.create();
    const { id } = await client.responses.create({ ...ask("widget"), conversation });
    expect((await report(client, id)).problems).toEqual([WIDGET]);
  });

  test("is there when the last event has been seen", async () => {
    const { client } = await open(name);
    let found: ReportResource | null = null;
    for await (const event of await client.responses.create({ ...ask("widget"), stream: true }))
      if (event.type === "response.completed") found = await report(client, event.response.id);
    expect(found).toMatchObject({ status: "fixed", problems: [WIDGET] });
  });

  test("already_valid: an interface without a fault", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create(ask("faultless"));
    expect(await report(client, id)).toMatchObject({ status: "already_valid", count: 0, problems: [] });
  });

  test.each([
    ["JSON", { ...ask("json"), text: { format: { type: "json_object" as const } } }],
    ["calls of tools only", { ...ask("calls"), tools: [TOOL] }],
  ])("none: %s", async (_, body) => {
    const { client } = await open(name);
    const { id } = await client.responses.create(body);
    expect(await report(client, id)).toMatchObject({ status: "none", count: 0, problems: [] });
  });

  test("an answer that broke off is reported as far as it came", async () => {
    const { client, actor } = await open(name);
    await expect(client.responses.create(ask("torn"), { maxRetries: 0 })).rejects.toMatchObject({ status: 502 });
    const row = await prisma().response.findFirstOrThrow({ where: { workspaceId: actor.workspaceId } });
    expect(row.status).toBe("failed");
    expect(await report(client, row.id)).toMatchObject({ status: "fixed", problems: expect.arrayContaining([WIDGET]) });
  });

  test("in_progress until the response has ended; one that was cancelled has a report as well", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create({ ...ask("held"), background: true });
    await within(10_000, () => (liveRuns().get(id)?.log.events.length ?? 0) > 4);
    expect(await report(client, id)).toEqual({ object: "response.report", response_id: id, status: "in_progress", count: 0, problems: [] });
    expect((await client.responses.cancel(id)).status).toBe("cancelled");
    expect(await report(client, id)).toMatchObject({ status: "fixed", problems: expect.arrayContaining([WIDGET]) });
  });

  test("none: a response whose process is gone", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create({ ...ask("held"), background: true });
    const live = liveRuns().get(id);
    liveRuns().delete(id);
    await prisma().response.update({ where: { id }, data: { instanceId: "ins_gone", createdAt: new Date(Date.now() - 60_000) } });
    await reapOrphans();
    await live?.done;
    expect(await report(client, id)).toMatchObject({ status: "none" });
  });

  test("404: a missing id, another workspace's, an expired, a deleted and an unstored one's cannot be told apart", async () => {
    const [alice, bob] = [await open(name), await open(name)];
    const { id } = await alice.client.responses.create(ask("widget"));
    const unstored = await alice.client.responses.create({ ...ask("widget"), store: false });
    const refusal = (client: OpenAI, of: string) => report(client, of).catch((thrown: unknown) => thrown);
    const missing = { status: 404, code: "response_not_found", type: "invalid_request_error", param: null };
    for (const strange of [unstored.id, "resp_nobody", "resp_%00", "x", "__proto__", "conv_1"])
      expect(await refusal(alice.client, strange)).toMatchObject(missing);
    expect(await refusal(bob.client, id)).toMatchObject(missing);
    expect(await prisma().response.count({ where: { workspaceId: alice.actor.workspaceId } })).toBe(1);

    const { createdAt } = await prisma().response.update({ where: { id }, data: { createdAt: new Date(Date.now() - 400 * 86_400_000) } });
    expect(await refusal(alice.client, id)).toMatchObject(missing);
    await prisma().response.update({ where: { id }, data: { createdAt: new Date(createdAt.getTime() + 400 * 86_400_000) } });
    expect((await report(alice.client, id)).status).toBe("fixed");
    await alice.client.responses.delete(id);
    expect(await refusal(alice.client, id)).toMatchObject(missing);
  });

  test("what Postgres takes for no text does no harm", async () => {
    const { client } = await open(name);
    const { id } = await client.responses.create(ask("hostile"));
    expect(["already_valid", "fixed"]).toContain((await report(client, id)).status);
  });
});
