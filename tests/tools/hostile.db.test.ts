import { afterAll, describe, expect, test } from "vitest";
import { startModel } from "./cases/model";
import { playCase } from "./cases/play";
import { HOSTILE_ADDRESSES } from "./hostile/addresses";
import { HOSTILE_APPROVALS } from "./hostile/approvals";
import { HOSTILE_SERVERS } from "./hostile/servers";

// What somebody means ill with: none of it may pass, and none of it ends the server.
const model = await startModel();
afterAll(() => model.close());

describe.each([
  ["addresses", HOSTILE_ADDRESSES],
  ["servers", HOSTILE_SERVERS],
  ["approvals", HOSTILE_APPROVALS],
])("hostile %s", (_, stories) => {
  test.each(stories.map((story) => [story.name, story] as const))("%s", async (_name, story) => {
    expect(await playCase(story, model)).toHaveLength(story.steps.length);
  });
});

test("they are at least 150", () => {
  expect(HOSTILE_ADDRESSES.length + HOSTILE_SERVERS.length + HOSTILE_APPROVALS.length).toBeGreaterThanOrEqual(150);
});
