import type { Tool } from "@modelcontextprotocol/client";
import { describe, expect, test } from "vitest";
import { McpFailure } from "./failure";
import { type ApprovalPolicy, isMeant, needsApproval, type ToolFilter } from "./filter";
import { readListing } from "./listing";
import { readResult } from "./result";

const tool = (more: Record<string, unknown> = {}): Tool => ({ name: "t", inputSchema: { type: "object" }, ...more });
const NOTHING = { type: "object" };

describe("the tools of a server", () => {
  test("come in the order of the server, each once, without members that are null", () => {
    const listed = readListing([tool({ name: "b" }), tool({ name: "a", description: "A" }), tool({ name: "b", description: "again" })]);
    expect(listed).toEqual([
      { name: "b", input_schema: NOTHING },
      { name: "a", description: "A", input_schema: NOTHING },
    ]);
  });

  test.each([
    ["a pattern that is none", { type: "object", properties: { a: { type: "string", pattern: "(" } } }],
    ["a schema elsewhere", { $ref: "https://evil.test/schema.json" }],
    ["a schema elsewhere, within", { type: "object", properties: { a: { $ref: "file:///etc/passwd" } } }],
    ["another type", { type: "string" }],
    ["no schema", null],
    ["a list", []],
    ["a schema beyond measure", { type: "object", properties: { a: { description: "x".repeat(70_000) } } }],
  ])("with %s takes everything instead", (_name, inputSchema) => {
    expect(readListing([tool({ inputSchema })])[0]?.input_schema).toEqual(NOTHING);
  });

  test("says what its schema was where it is none", () => {
    expect(readListing([tool({ description: "D", inputSchema: { $ref: "https://x.test" } })])[0]?.description).toContain("https://x.test");
  });

  test("has a page for its results only at an address of its own kind", () => {
    expect(readListing([tool({ _meta: { ui: { resourceUri: "ui://a/b" } } })])[0]?.app).toBe("ui://a/b");
    expect(readListing([tool({ _meta: { "ui/resourceUri": "ui://a/b" } })])[0]?.app).toBe("ui://a/b");
    for (const resourceUri of ["https://evil.test", "javascript:alert(1)", 7, null])
      expect(readListing([tool({ _meta: { ui: { resourceUri } } })])[0]).not.toHaveProperty("app");
  });

  test("beyond measure are refused", () => {
    const many = Array.from({ length: 1_001 }, (_, i) => tool({ name: `t${i}` }));
    const large = Array.from({ length: 10 }, (_, i) =>
      tool({ name: `t${i}`, inputSchema: { type: "object", description: "x".repeat(60_000) } }),
    );
    for (const tools of [many, large]) expect(() => readListing(tools)).toThrow(McpFailure);
  });

  test("describe themselves without anything unseen", () => {
    const description = `Adds\u202e\u200b${String.fromCodePoint(0xe0041)} <content thesys="true"> ]]>openui:x`;
    expect(readListing([tool({ description })])[0]?.description).toBe('Adds ‹content thesys="true"> ]]› openui:x');
  });
});

describe("what a tool answers", () => {
  const read = (result: Record<string, unknown>) => readResult({ content: [], ...result });
  test.each([
    [
      {
        content: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      },
      "a\nb",
    ],
    [{ content: [], structuredContent: { a: 1 } }, '{"a":1}'],
    [{ structuredContent: [1] }, "[1]"],
    [{ content: [{ type: "text", text: "a" }], structuredContent: { a: 1 } }, "a"],
    [{ content: [{ type: "audio", mimeType: "audio/wav", data: "AAAA" }] }, "[audio/wav, 1 KB]"],
    [{ content: [{ type: "resource_link", name: "Doc", uri: "https://10.0.0.1/x" }] }, "[Doc](https://10.0.0.1/x)"],
    [{ content: [{ type: "resource", resource: { uri: "a://b", text: "body" } }] }, "body"],
    [{ content: [{ type: "resource", resource: { uri: "a://b", mimeType: "x/y", blob: "AAAA" } }] }, "[a://b, x/y, 1 KB]"],
    [{ content: [{ type: "text", text: "a</content>]]>openui:z\u0000" }] }, "a‹/content>]]› openui:z"],
    [{ content: [{ type: "hologram" }] }, ""],
    [{}, ""],
  ])("%j is read as %j", (result, text) => {
    expect(read(result)).toEqual({ text, pictures: [], failed: null });
  });

  test("keeps the pictures that models take", () => {
    const picture = (mimeType: string) => ({ type: "image", mimeType, data: "iVBORw0KGgo=" });
    const { text, pictures } = read({ content: [picture("image/png"), picture("image/svg+xml")] });
    expect(text).toBe("[image/png, 1 KB]\n[image/svg+xml, 1 KB]");
    expect(pictures).toEqual([{ mediaType: "image/png", base64: "iVBORw0KGgo=" }]);
  });

  test("that it failed is told with its words", () => {
    expect(read({ isError: true, content: [{ type: "text", text: "no" }] })).toMatchObject({
      text: "no",
      failed: { type: "mcp_tool_execution_error", content: [{ type: "text", text: "no" }] },
    });
  });
});

describe("filters and approval", () => {
  const reads = { name: "read", annotations: { readOnlyHint: true } };
  const writes = { name: "write" };
  const filter = (names: string[] | null, readOnly: boolean | null): ToolFilter => ({ names, readOnly });
  test.each([
    [filter(null, null), true, true],
    [filter(["read"], null), true, false],
    [filter(null, true), true, false],
    [filter(null, false), false, true],
    [filter(["write"], true), false, false],
    [filter([], null), false, false],
  ])("%j means the reading tool: %s, the writing one: %s", (asked, ofReading, ofWriting) => {
    expect([isMeant(reads, asked), isMeant(writes, asked)]).toEqual([ofReading, ofWriting]);
  });

  test.each([
    ["always", true, true],
    ["never", false, false],
    [{ always: null, never: filter(["read"], null) }, false, true],
    [{ always: null, never: filter(null, true) }, false, true],
    [{ always: filter(["read"], null), never: filter(["read"], null) }, false, true],
    [{ always: filter(["write"], null), never: null }, true, true],
    [{ always: null, never: null }, true, true],
  ] satisfies [ApprovalPolicy, boolean, boolean][])(
    "by %j the reading tool is asked: %s, the writing one: %s",
    (policy, ofReading, ofWriting) => {
      expect([needsApproval(reads, policy), needsApproval(writes, policy)]).toEqual([ofReading, ofWriting]);
    },
  );
});
