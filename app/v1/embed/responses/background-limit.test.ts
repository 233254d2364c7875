import { RateLimitError } from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { revokeKey } from "@/lib/keys/mutations";
import { open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";
import { until } from "@/tests/http/until";

process.env.BACKGROUND_RESPONSES_PER_KEY = "2";
process.env.BACKGROUND_RESPONSES = "3";

afterAll(() => provider.close());

type Client = Awaited<ReturnType<typeof open>>["client"];

const begin = (client: Client, model: string) =>
  client.responses.create({ model: customModel(model), input: "Hi", background: true }, { maxRetries: 0 });
const failure = (promise: Promise<unknown>) => promise.then(() => null).catch((error: unknown) => error);

async function ended(client: Client, id: string): Promise<string | undefined> {
  const last = await until(
    () => client.responses.retrieve(id),
    ({ status }) => status !== "in_progress",
    30_000,
  );
  return last.status;
}

describe.each(TRANSPORTS)("responses in the background over the %s transport", (name) => {
  test("one more than a key may have is refused with 429, until one was cancelled", async () => {
    const { client } = await open(name);
    const [first, second] = [await begin(client, "silent"), await begin(client, "silent")];
    const error = await failure(begin(client, "hello"));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, code: "background_limit_reached", type: "rate_limit_error", param: null });
    expect((error as RateLimitError).headers.get("retry-after")).toBe("2");
    expect((await client.responses.create({ model: customModel("hello"), input: "Hi" })).status).toBe("completed");
    await client.responses.cancel(first.id);
    expect(await ended(client, (await begin(client, "hello")).id)).toBe("completed");
    await client.responses.cancel(second.id);
  });

  test("a place is free again after an answer, after a failure, and after a request that came to nothing", async () => {
    const { client } = await open(name);
    for (const model of ["hello", "unauthorized", "hello", "unauthorized"]) {
      const { id } = await begin(client, model);
      expect(await ended(client, id)).toBe(model === "hello" ? "completed" : "failed");
    }
    for (let i = 0; i < 4; i++) {
      const input = [{ type: "function_call_output" as const, call_id: "nobody", output: "" }];
      const body = { model: customModel("hello"), input, background: true, previous_response_id: "resp_nothing" };
      expect(await failure(client.responses.create(body))).toMatchObject({ status: 400 });
    }
    expect(await ended(client, (await begin(client, "hello")).id)).toBe("completed");
  });

  test("the process has a limit of its own, whoever asks; a key that is revoked gives its places back", async () => {
    const [one, other] = [await open(name), await open(name)];
    const held = [await begin(one.client, "silent"), await begin(one.client, "silent"), await begin(other.client, "silent")];
    expect(await failure(begin(other.client, "hello"))).toMatchObject({ status: 429, code: "background_limit_reached" });
    await revokeKey(one.actor, one.key.id);
    const free = await until(
      () => failure(begin(other.client, "hello")),
      (error) => error === null,
      30_000,
    );
    expect(free).toBeNull();
    await other.client.responses.cancel((held[2] as { id: string }).id);
  });
});
