import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { EventStream, frame } from "@/lib/http/sse";
import type { Principal } from "@/lib/principal";
import { keyBusReady, startKeyBus, stopKeyBus } from "@/lib/server/bus";
import { sessionCookie } from "@/tests/auth/session-cookie";
import { within } from "@/tests/http/request";
import { openTransport, TRANSPORTS } from "@/tests/http/transport";
import { newActor } from "@/tests/keys/fixture";
import { findSession } from "./live-session";
import { endOtherSessions, endSession, setMemberDisabled, setPassword } from "./mutations";

/** As another process would, that tells the bus and nobody here. */
let elsewhere: pg.Client;
beforeAll(async () => {
  elsewhere = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await elsewhere.connect();
  await startKeyBus();
  await within(5_000, keyBusReady);
});
afterAll(async () => {
  await stopKeyBus();
  await elsewhere.end();
});

/** Says "one" and then nothing, for ever. */
const endless: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/stream",
  async handle() {
    async function* frames() {
      yield frame('"one"');
      await new Promise(() => {});
    }
    return new EventStream(frames(), (error) => frame(JSON.stringify(error.toBody())));
  },
});

async function signedIn(): Promise<{ cookie: string; userId: string; sessionId: string }> {
  const cookie = await sessionCookie();
  const principal = (await findSession(cookie)) as Principal & { via: { type: "session" } };
  return { cookie, userId: principal.userId, sessionId: principal.via.sessionId };
}

const ENDS: [how: string, end: (who: { userId: string; sessionId: string }) => Promise<unknown>][] = [
  ["the session is ended here", ({ userId, sessionId }) => endSession(userId, sessionId)],
  ["all others are ended", ({ userId }) => endOtherSessions(userId, null)],
  ["the password is changed elsewhere in the browser", async ({ userId }) => setPassword(await newActor(), userId, "hash", null)],
  ["the member is disabled", async ({ userId }) => setMemberDisabled(await newActor(), userId, true)],
  [
    "another process ends the session",
    ({ sessionId }) =>
      elsewhere.query(
        "WITH gone AS (UPDATE session SET ended_at = now() WHERE id = $1 RETURNING id) SELECT pg_notify('session_bus', id) FROM gone",
        [sessionId],
      ),
  ],
];

describe.each(TRANSPORTS)("a stream of a session over the %s transport", (name) => {
  test.each(ENDS)("ends with an error as soon as %s", async (_how, end) => {
    const transport = await openTransport(name, [endless]);
    const who = await signedIn();
    const headers = { cookie: who.cookie, "sec-fetch-site": "same-origin" };
    const response = await transport.fetch(`${transport.origin}/v1/embed/stream`, { method: "POST", headers });
    expect(response.status).toBe(200);
    const text = response.text();
    await end(who);
    expect(await text).toMatch(/^data: "one"\n\ndata: \{"error":\{.*"code":"invalid_api_key"\}\}\n\n$/);
    const again = await transport.fetch(`${transport.origin}/v1/embed/stream`, { method: "POST", headers });
    expect(again.status).toBe(403);
  });
});

test("a session that another process ends is not taken any more as soon as that is heard, though it was seen just now", async () => {
  const { cookie, sessionId } = await signedIn();
  await elsewhere.query("UPDATE session SET ended_at = now() WHERE id = $1", [sessionId]);
  expect(await findSession(cookie)).not.toBeNull(); // as it was remembered
  await elsewhere.query("SELECT pg_notify('session_bus', $1)", [sessionId]);
  await within(2_000, async () => (await findSession(cookie)) === null);
});

test("what ends a session here is heard by every process", async () => {
  const heard: string[] = [];
  elsewhere.on("notification", ({ payload }) => void heard.push(payload ?? ""));
  await elsewhere.query("LISTEN session_bus");
  const people = await Promise.all(ENDS.slice(0, 4).map(signedIn));
  for (const [i, who] of people.entries()) await ENDS[i]?.[1](who);
  await within(5_000, () => heard.length >= people.length);
  expect(heard).toEqual(expect.arrayContaining(people.map(({ sessionId }) => sessionId)));
});

test("a stream goes on when another session of the same person ends", async () => {
  const transport = await openTransport("native", [endless]);
  const [one, other] = [await signedIn(), await signedIn()];
  const headers = { cookie: one.cookie, "sec-fetch-site": "same-origin" };
  const response = await transport.fetch(`${transport.origin}/v1/embed/stream`, { method: "POST", headers });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const next = reader.read().then(() => "over");
  await endSession(other.userId, other.sessionId);
  await within(2_000, async () => (await findSession(other.cookie)) === null);
  expect(await Promise.race([next, new Promise((resolve) => setImmediate(resolve, "on"))])).toBe("on");
  await endSession(one.userId, one.sessionId);
  expect(await next).toBe("over");
});
