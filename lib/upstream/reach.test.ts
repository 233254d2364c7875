import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { replaceNetwork } from "@/lib/foreign";
import { forgetProcessState } from "@/lib/process-state";
import { startProvider } from "@/tests/upstream/provider-server";
import { holdToPublic } from "./reach";
import { fetchModels } from "./server-models";
import { postForEvents } from "./transport";

afterEach(() => {
  holdToPublic([]);
  forgetProcessState("foreign-network");
  forgetProcessState("foreign-agents");
});

const never = new AbortController().signal;
const LIMITS = { firstByteTimeoutMs: 60_000, idleTimeoutMs: 60_000, retriesMax: 0, eventCharsMax: 1_000 };
const endpoint = { name: "The server", setting: "it", url: "https://api.test/v1/chat", headers: { authorization: "Bearer secret" } };

/** A provider at https://api.test, whose name stands for one address after the other. */
async function provider(...addresses: string[]): Promise<{ asked: string[] }> {
  const asked: string[] = [];
  const { url } = await startProvider((request, response) => {
    asked.push(request.headers.authorization ?? "");
    response.writeHead(200, { "content-type": "application/json", connection: "close" }).end('{"data":[{"id":"m1"}]}');
  });
  const port = Number(new URL(url).port);
  replaceNetwork({
    resolve: async () => addresses.splice(0, 1),
    connect(_options, _addresses, callback) {
      const socket = connect(port, "127.0.0.1", () => callback(null, socket));
      socket.once("error", (error) => callback(error, null));
    },
  });
  holdToPublic(["https://api.test/v1"]);
  return { asked };
}

const models = () => fetchModels("The server", "https://api.test/v1/models", endpoint.headers, never);

test("a provider whose name moves into a private network is not asked there, and its key stays here", async () => {
  const { asked } = await provider("93.184.216.34", "10.0.0.1", "169.254.169.254");
  expect(await models()).toMatchObject([{ id: "m1" }]);
  await expect(models()).rejects.toMatchObject({ code: "upstream_failed", cause: { reason: "own_network" } });
  const events = postForEvents(endpoint, {}, never, LIMITS);
  await expect(events.next()).rejects.toMatchObject({ code: "upstream_failed", cause: { reason: "metadata" } });
  expect(asked).toEqual(["Bearer secret"]);
});

test("one of the owner's own network is asked as before", async () => {
  await provider();
  const { url } = await startProvider((_, response) => response.end('{"data":[{"id":"mine"}]}'));
  expect(await fetchModels("The server", url, {}, never)).toMatchObject([{ id: "mine" }]);
});
