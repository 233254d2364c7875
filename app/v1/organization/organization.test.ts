import OpenAI, { BadRequestError, NotFoundError, PermissionDeniedError } from "openai";
import { describe, expect, test } from "vitest";
import { MANAGEMENT } from "@/lib/keys/schema";
import { findBody } from "@/lib/logs/queries";
import { prisma } from "@/lib/prisma";
import { addMember, newPerson } from "@/tests/auth/person";
import { openConversations } from "@/tests/http/conversations";
import { within } from "@/tests/http/request";
import { TRANSPORTS } from "@/tests/http/transport";
import { newKey } from "@/tests/keys/fixture";

const MODEL = "c1/vitrine/offline/v-20261122";

interface Managed {
  id: string;
  value: string;
  state: string;
  limits: Record<string, number | null> | null;
}

describe.each(TRANSPORTS)("/v1/organization over the %s transport", (name) => {
  const open = async () => {
    const opened = await openConversations(name);
    const { transport, actor } = opened;
    const manager = await newKey(actor, { endpoints: [MANAGEMENT] });
    const base = { baseURL: `${transport.origin}/v1`, fetch: transport.fetch, maxRetries: 0 };
    const admin = new OpenAI({ ...base, adminAPIKey: manager.secret, apiKey: null });
    const project = actor.workspaceId;
    const keys = `/organization/projects/${project}/api_keys`;
    const post = (path: string, body: object, secret = manager.secret) =>
      new OpenAI({ ...base, apiKey: secret }).post<Managed>(path, { body });
    const ask = (secret: string) =>
      new OpenAI({ ...base, apiKey: secret }).chat.completions.create({ model: MODEL, messages: [{ role: "user", content: "Hello" }] });
    return { ...opened, base, manager, admin, project, keys, post, ask };
  };

  test("200: the official client of administration lists, gets and deletes keys, and finds the project", async () => {
    const { admin, actor, project, secret, ask } = await open();
    const made = await Promise.all(Array.from({ length: 3 }, () => newKey(actor)));
    const projects = await admin.admin.organization.projects.list();
    expect(projects.data).toMatchObject([{ id: project, object: "organization.project", name: "Test", status: "active" }]);
    const listed = [];
    for await (const key of admin.admin.organization.projects.apiKeys.list(project, { limit: 2 })) listed.push(key);
    expect(listed).toHaveLength(4); // no management key among them
    expect(new Set(listed.map(({ id }) => id)).size).toBe(4);
    const [first] = made;
    if (!first) throw new Error("no key");
    const key = await admin.admin.organization.projects.apiKeys.retrieve(first.key.id, { project_id: project });
    expect(key).toMatchObject({
      id: first.key.id,
      object: "organization.project.api_key",
      name: first.key.name,
      owner: { type: "user", user: { id: actor.userId, name: "Ada", role: "owner" } },
      owner_project_access: "active",
      last_used_at: null,
      expires_at: null,
    });
    expect(JSON.stringify(listed)).not.toContain(first.secret);
    expect(await admin.admin.organization.projects.apiKeys.delete(first.key.id, { project_id: project })).toMatchObject({ deleted: true });
    await expect(ask(first.secret)).rejects.toBeInstanceOf(PermissionDeniedError);
    await ask(secret);
  });

  test("200: a key is made with limits, changed, disabled, rotated; each change is audited as the management key's", async () => {
    const { actor, manager, keys, post, ask } = await open();
    const limits = { requests_per_minute: 2, budget_per_day: 0.5 };
    const made = await post(keys, { name: "Shop", expires_in_seconds: 3_600, models: [MODEL], limits });
    expect(made).toMatchObject({ name: "Shop", state: "active", models: [MODEL], limits: { ...limits, tokens_per_minute: null } });
    await ask(made.value);
    expect(await post(`${keys}/${made.id}`, { name: "Store", limits: null })).toMatchObject({
      name: "Store",
      limits: null,
      models: [MODEL],
    });
    expect(await post(`${keys}/${made.id}`, { disabled: true })).toMatchObject({ state: "disabled" });
    await expect(ask(made.value)).rejects.toMatchObject({ status: 403, code: "api_key_disabled" });
    await post(`${keys}/${made.id}`, { disabled: false });
    const next = await post(`${keys}/${made.id}/rotate`, { grace_seconds: 900 });
    expect(next).toMatchObject({ name: "Store", state: "active", rotated_from: made.id });
    await Promise.all([ask(made.value), ask(next.value)]);
    const events = await prisma().auditEvent.findMany({
      where: { workspaceId: actor.workspaceId, targetId: made.id },
      orderBy: { createdAt: "asc" },
    });
    expect(events.map(({ action }) => action)).toEqual([
      "api_key.created",
      "api_key.renamed",
      "api_key.policy_changed",
      "api_key.disabled",
      "api_key.enabled",
      "api_key.rotated",
    ]);
    expect(events.every(({ actorType, actorId }) => actorType === "key" && actorId === manager.key.id)).toBe(true);
    expect(JSON.stringify(events)).not.toContain(made.value);
  });

  test("403: a key that is no management key, and a session, manage nothing; a management key asks no model", async () => {
    const { transport, admin, base, project, secret, ask, manager, keys } = await open();
    const plain = new OpenAI({ ...base, adminAPIKey: secret, apiKey: null });
    const refused = await plain.admin.organization.projects.apiKeys.list(project).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PermissionDeniedError);
    expect(refused).toMatchObject({ code: "endpoint_not_allowed", message: expect.stringContaining("takes a management key") });
    const person = await newPerson();
    await addMember(project, person, "owner");
    const headers = { cookie: person.cookie, "sec-fetch-site": "same-origin" };
    const bySession = await transport.fetch(`${transport.origin}/v1${keys}`, { headers });
    expect([bySession.status, await bySession.json()]).toMatchObject([403, { error: { code: "endpoint_not_allowed" } }]);
    await expect(ask(manager.secret)).rejects.toMatchObject({ status: 403, code: "endpoint_not_allowed" });
    await expect(ask(manager.secret)).rejects.toThrow(/A management key manages keys/);
    expect((await admin.admin.organization.projects.apiKeys.list(project)).data).toHaveLength(1);
  });

  test("404: another workspace's project and keys, and management keys, are missing ones", async () => {
    const [mine, theirs] = [await open(), await open()];
    const { apiKeys } = mine.admin.admin.organization.projects;
    const theirKey = await newKey(theirs.actor);
    await expect(apiKeys.list(theirs.project)).rejects.toBeInstanceOf(NotFoundError);
    for (const id of [theirKey.key.id, mine.manager.key.id, "key_none", "%00", "x"]) {
      await expect(apiKeys.retrieve(id, { project_id: mine.project })).rejects.toMatchObject({ status: 404, code: "api_key_not_found" });
      await expect(apiKeys.delete(id, { project_id: mine.project })).rejects.toMatchObject({ status: 404 });
    }
    await theirs.ask(theirKey.secret);
  });

  test("400: what cannot be made says which parameter is at fault, and makes nothing", async () => {
    const { keys, post, actor } = await open();
    await post(keys, { name: "Taken" });
    const before = await prisma().apiKey.count({ where: { workspaceId: actor.workspaceId } });
    const bad: [object, string | null][] = [
      [{}, "name"],
      [{ name: "" }, "name"],
      [{ name: "a\u0007b" }, "name"],
      [{ name: "taken" }, "name"],
      [{ name: 7 }, "name"],
      [{ name: "x", expires_in_seconds: 0 }, "expires_in_seconds"],
      [{ name: "x", endpoints: [MANAGEMENT] }, "endpoints"],
      [{ name: "x", endpoints: [MANAGEMENT, "chat"] }, "endpoints"],
      [{ name: "x", endpoints: ["No Such"] }, "endpoints"],
      [{ name: "x", limits: { requests_per_minute: 0 } }, "limits.requests_per_minute"],
      [{ name: "x", limits: { budget_per_day: -1 } }, "limits.budget_per_day"],
      [{ name: "x", workspace_id: "ws_other" }, "workspace_id"],
      [{ name: "x", user_id: "usr_other" }, "user_id"],
    ];
    for (const [body, param] of bad) {
      const error = await post(keys, body).catch((thrown: unknown) => thrown);
      const got = error instanceof BadRequestError ? error.param : error;
      expect({ body, param: got }).toEqual({ body, param });
    }
    expect(await prisma().apiKey.count({ where: { workspaceId: actor.workspaceId } })).toBe(before);
    const { id } = await post(keys, { name: "Fine" });
    await expect(post(`${keys}/${id}`, {})).rejects.toMatchObject({ status: 400, code: "missing_required_parameter" });
    await expect(post(`${keys}/${id}`, { endpoints: [MANAGEMENT] })).rejects.toMatchObject({ status: 400, param: "endpoints" });
    await expect(post(`${keys}/${id}/rotate`, { grace_seconds: 5 })).rejects.toMatchObject({ status: 400, param: "grace_seconds" });
  });

  test("the log of a request that made a key does not hold its secret", async () => {
    const { transport, keys, manager, actor } = await open();
    const response = await transport.fetch(`${transport.origin}/v1${keys}`, {
      method: "POST",
      headers: { authorization: `Bearer ${manager.secret}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "Logged" }),
    });
    const { value } = (await response.json()) as Managed;
    const requestId = response.headers.get("x-request-id") ?? "";
    await within(5_000, async () => (await findBody(actor.workspaceId, requestId)) !== null);
    const body = JSON.stringify(await findBody(actor.workspaceId, requestId));
    expect(body).toContain("Logged");
    expect(body).not.toContain(value.slice(13));
  });
});
