import { afterAll, expect, test } from "vitest";
import { open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";

afterAll(() => provider.close());

test("the functions of hosted tools count, without asking anybody", async () => {
  const { client } = await open("web");
  const asked = { model: customModel("hello"), input: "Hi" };
  const { input_tokens: plain } = await client.responses.inputTokens.count(asked);
  const { input_tokens: searching } = await client.responses.inputTokens.count({ ...asked, tools: [{ type: "web_search" }] });
  expect(searching).toBeGreaterThan(plain + 50);
  expect(provider.asked).toEqual([]);
});
