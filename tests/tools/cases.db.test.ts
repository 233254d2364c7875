import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startKeyBus, stopKeyBus } from "@/lib/server/bus";
import { useIndexing } from "@/tests/files/indexing";
import { useBuiltPython } from "@/tests/files/python";
import { APPROVALS } from "./cases/approvals";
import { APPROVALS_REFUSED } from "./cases/approvals-refused";
import { CHOICES } from "./cases/choices";
import { FILES } from "./cases/files";
import { INTERRUPTED } from "./cases/interrupted";
import { LOOP } from "./cases/loop";
import { MCP } from "./cases/mcp";
import { MCP_CALLS } from "./cases/mcp-calls";
import { MCP_RESULTS } from "./cases/mcp-results";
import { MCP_SERVERS } from "./cases/mcp-servers";
import { CODE } from "./cases/code";
import { startModel } from "./cases/model";
import { NOT_HERE } from "./cases/not-here";
import { playCase } from "./cases/play";
import { WEB_REFUSED } from "./cases/web-refused";
import { WEB_SEARCH } from "./cases/web-search";

const model = await startModel();
useIndexing();
useBuiltPython();
beforeAll(() => startKeyBus());
afterAll(async () => {
  model.close();
  await stopKeyBus();
});

describe.each([
  ["tools of MCP servers", MCP],
  ["calls of them that fail, and calls beside each other", MCP_CALLS],
  ["what they list and answer", MCP_RESULTS],
  ["servers that can't be used", MCP_SERVERS],
  ["approvals", APPROVALS],
  ["approvals that are none", APPROVALS_REFUSED],
  ["the loop", LOOP],
  ["what may be called", CHOICES],
  ["answers that are broken off", INTERRUPTED],
  ["web search", WEB_SEARCH],
  ["what the web may not do", WEB_REFUSED],
  ["file search", FILES],
  ["code", CODE],
  ["tools that can't be had", NOT_HERE],
])("%s", (_, stories) => {
  test.each(stories.map((story) => [story.name, story] as const))("%s", async (_name, story) => {
    expect(await playCase(story, model)).toHaveLength(story.steps.length);
  });
});
