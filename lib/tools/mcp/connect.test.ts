import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startMcpServer, type McpServerOptions, type TestMcpServer } from "@/tests/tools/mcp-server";
import { connect, type McpAddress, type McpConnection, mcpTimes } from "./connect";
import { McpFailure } from "./failure";

const TOOLS = [
  { name: "echo", description: "Says it again", inputSchema: { type: "object", properties: { message: { type: "string" } } } },
  { name: "slow", inputSchema: { type: "object" } },
];
const HI = { content: [{ type: "text", text: "hi back" }] };
// Nothing here is to fail for being slow, but what is slow on purpose.
const TIMES = { ...mcpTimes(), connectMs: 40_000 };
const SOON = { timeout: 30_000 };
const SILENT = { ...TIMES, callMs: 2_000 };

const servers: TestMcpServer[] = [];
const connections: McpConnection[] = [];
beforeAll(() => import("@modelcontextprotocol/client"));
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await Promise.all(servers.map((server) => server.stop()));
});

async function start(options: Partial<McpServerOptions> = {}): Promise<TestMcpServer> {
  const server = await startMcpServer({ era: "2025-11-25", tools: TOOLS, answers: { echo: HI }, ...options });
  servers.push(server);
  return server;
}

const addressOf = (server: TestMcpServer, more: Partial<McpAddress> = {}): McpAddress => ({
  url: server.url,
  headers: {},
  reach: "own",
  anyPort: false,
  transport: "auto",
  ...more,
});

async function open(address: McpAddress, times = TIMES): Promise<McpConnection> {
  const connection = await connect(address, new AbortController().signal, times);
  connections.push(connection);
  return connection;
}

const never = new AbortController().signal;
const failure = (work: Promise<unknown>): Promise<McpFailure> =>
  work.then(
    () => Promise.reject(new Error("It did not fail.")),
    (error) => (error instanceof McpFailure ? error : Promise.reject(error)),
  );

const ERAS = [
  { era: "2025-11-25", version: "2025-11-25", takenBack: "notifications/cancelled", probes: 1 },
  { era: "2026-07-28", version: "2026-07-28", takenBack: "left", probes: 2 },
  { era: "sse", version: "2025-11-25", takenBack: "notifications/cancelled", probes: 1 },
] as const;

describe.concurrent.each(ERAS)("a server of the era $era", ({ era, version, takenBack, probes }) => {
  test("lists and calls its tools, and is given the headers", async () => {
    const server = await start({ era });
    const connection = await open(addressOf(server, { headers: { authorization: "Bearer tok", "x-team": "a" } }));
    const tools = await connection.listTools(never);
    expect(tools).toMatchObject([{ name: "echo" }, { name: "slow" }]);
    expect(await connection.callTool("echo", { message: "hi" }, never)).toMatchObject(HI);
    expect(server.headers).toMatchObject({ authorization: "Bearer tok", "x-team": "a", "user-agent": "vitrine" });
    expect(connection.version).toBe(version);
  });

  test("is asked only once which era it is of", async () => {
    const server = await start({ era });
    await open(addressOf(server));
    await open(addressOf(server));
    expect(server.seen.filter((method) => method === "server/discover")).toHaveLength(probes);
  });

  test("that says nothing is given up, and is told so", async () => {
    const server = await start({ era, answers: { slow: { delayMs: 20_000 } } });
    const connection = await open(addressOf(server), SILENT);
    expect(await failure(connection.callTool("slow", {}, never))).toMatchObject({
      type: "mcp_protocol_error",
      message: "The server did not answer in time.",
    });
    await connection.close();
    await vi.waitFor(() => expect(server.seen).toContain(takenBack), SOON);
  });

  test("ends with the reason when the caller leaves", async () => {
    const server = await start({ era, answers: { slow: { delayMs: 20_000 } } });
    const connection = await open(addressOf(server));
    const leaving = new AbortController();
    const call = connection.callTool("slow", {}, leaving.signal);
    const gone = call.catch((error: unknown) => error);
    await vi.waitFor(() => expect(server.seen).toContain("tools/call slow"), SOON);
    leaving.abort(new Error("gone"));
    expect(await gone).toMatchObject({ message: "gone" });
    await connection.close();
    await vi.waitFor(() => expect(server.seen).toContain(takenBack), SOON);
  });

  test("with ten megabytes is stopped long before", async () => {
    const server = await start({ era, answers: { echo: { bytes: 10 * 1_048_576 } } });
    const connection = await open(addressOf(server));
    expect((await failure(connection.callTool("echo", {}, never))).message).toContain("too large");
  });

  test("that fails is told apart by how it did", async () => {
    const server = await start({
      era,
      answers: { echo: { rpcError: { code: -32_603, message: "boom" } }, slow: { status: 503 } },
    });
    const connection = await open(addressOf(server));
    expect(await failure(connection.callTool("echo", {}, never))).toMatchObject({ type: "mcp_protocol_error", code: -32_603 });
    expect(await failure(connection.callTool("slow", {}, never))).toMatchObject({ type: "http_error", code: 503 });
  });
});

test("a call may be silent for a time, and take as long as there is progress", async () => {
  const server = await start({ answers: { slow: { delayMs: 4_000, progressEveryMs: 250, ...HI } } });
  const connection = await open(addressOf(server), { ...TIMES, callMs: 3_000 });
  const shares: (number | null)[] = [];
  expect(await connection.callTool("slow", {}, never, ({ share }) => shares.push(share))).toMatchObject(HI);
  expect(shares.at(-1)).toBe(1);
});

describe.concurrent("a server that lies or is not there", () => {
  test.each([
    ["wants a login", { list: { status: 401 } }, { type: "http_error", code: 401 }],
    ["is broken", { list: { status: 500 } }, { type: "http_error", code: 500 }],
    ["leads elsewhere", { list: { status: 307, redirect: "http://169.254.169.254/" } }, { type: "http_error", code: 307 }],
    ["speaks HTML", { list: { status: 200, raw: "<html></html>" } }, { type: "mcp_protocol_error" }],
  ])("that %s fails by itself, soon", async (_name, options, expected) => {
    const server = await start(options);
    expect(await failure(open(addressOf(server)))).toMatchObject(expected);
    expect(server.seen.length).toBeLessThan(4);
  });

  test("that answers something else than it was asked is given up", async () => {
    const server = await start({ list: { status: 200, raw: '{"jsonrpc":"2.0","id":99,"result":{}}' } });
    expect((await failure(open(addressOf(server), { ...TIMES, connectMs: 500 }))).message).toBe("The server did not answer in time.");
  });

  test.each([
    ["http://127.0.0.1:9/mcp", "public"],
    ["https://127.0.0.1/mcp", "public"],
    ["https://[::ffff:169.254.169.254]/mcp", "own"],
    ["http://169.254.169.254/mcp", "own"],
    ["https://2130706433/mcp", "public"],
    ["https://localhost/mcp", "public"],
    ["https://user:pass@example.com/mcp", "public"],
  ] as const)("at %s is not asked", async (url, reach) => {
    const found = await failure(open({ url, headers: {}, reach, anyPort: false, transport: "auto" }));
    expect(found.message).toMatch(/^The server's address may not be used\./);
    expect(found.message).not.toContain("user:pass");
  });

  test("where nobody listens can't be reached", async () => {
    const server = await start();
    await server.stop();
    expect((await failure(open(addressOf(server)))).message).toBe("The server can't be reached.");
  });
});
