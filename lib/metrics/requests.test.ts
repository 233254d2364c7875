import { expect, test } from "vitest";
import { metrics } from "./registry";
import { countAnswer } from "./requests";

const FACTS = { errorCode: null, firstDeltaMs: 5, inputTokens: 1, outputTokens: 1, cachedTokens: 0, costMicros: 1 };

test("however many servers of their own an owner sets up, the providers that are told apart are bounded", async () => {
  for (let index = 0; index < 500; index++) countAnswer({ ...FACTS, answeredBy: `c1/server-${index}/model/v-20260101` });
  const [answers] = (await metrics().getMetricsAsJSON()).filter(({ name }) => name === "vitrine_answers_total");
  expect(answers?.values).toHaveLength(51);
  expect(answers?.values.find(({ labels }) => labels.provider === "other")?.value).toBe(450);
});

test("what no model was asked for is no answer", async () => {
  metrics().resetMetrics();
  countAnswer({ ...FACTS, answeredBy: null });
  expect(await metrics().getSingleMetric("vitrine_answers_total")?.get()).toMatchObject({ values: [] });
});

test("counting costs a request less than 50 µs", () => {
  const rounds = Array.from({ length: 5 }, () => {
    const begin = process.cpuUsage();
    for (let index = 0; index < 2_000; index++) countAnswer({ ...FACTS, answeredBy: "c1/openai/gpt-5/v-20260101" });
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 2_000;
  });
  expect(Math.min(...rounds)).toBeLessThan(50);
});
