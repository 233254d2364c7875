import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { replaceNetwork } from "@/lib/foreign";
import { append, emptyCollected } from "@/lib/generation/collect";
import type { GenerationEvent } from "@/lib/generation/event";
import { generationRequest } from "@/lib/generation/generation-request";
import type { OutputItem } from "@/lib/generation/item";
import { DEFAULT_UI } from "@/lib/generation/request";
import { toUi } from "@/lib/genui/to-ui";
import { forgetProcessState } from "@/lib/process-state";
import { runTools } from "@/lib/tools/run-tools";
import { openTools } from "@/lib/tools/toolbox";
import { type Said, scripted } from "@/tests/tools/fake-model";
import { outputsOf } from "@/tests/tools/scene";
import { userSays } from "@/tests/upstream/ask";
import { WebSearchOptions } from "./options";
import { applySearchServices } from "./search-services";

const FOUND = [
  { url: "https://news.test/solar", title: "Solar in 2026", content: "Capacity reached 900 GW." },
  { url: "https://stats.test/energy", title: "Energy statistics", content: "Wind 1,100 GW." },
];
const PAGES: Record<string, string> = {
  "news.test/solar": `<nav>Menu</nav><article><h1>Solar growth</h1><p>900 gigawatt were reached. <a href="/more">More</a></p></article>`,
  "news.test/more": "<p>More of it.</p>",
  "news.test/deep": "<div>".repeat(20_000),
  "news.test/inside": "",
};
/** Every request of the outside: `search <words>`, or the address of a page. */
const asked: string[] = [];
let status = 200;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "", "http://x");
  const host = request.headers.host ?? "";
  if (host.startsWith("127.")) {
    asked.push(`search ${url.searchParams.get("q")}`);
    return response.writeHead(status).end(status === 200 ? JSON.stringify({ results: FOUND }) : "bad key API-KEY-MARK");
  }
  asked.push(`${host}${url.pathname}`);
  if (url.pathname === "/inside") return response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" }).end();
  return response.writeHead(200, { "content-type": "text/html" }).end(PAGES[`${host}${url.pathname}`] ?? "?");
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  status = 200;
  applySearchServices([{ backend: "searxng", base: `http://127.0.0.1:${port}`, key: "API-KEY-MARK", reach: "own" }]);
  replaceNetwork({
    resolve: async (host) => [host === "rebind.test" ? "127.0.0.1" : host.endsWith(".test") ? "93.184.216.34" : "127.0.0.1"],
    connect(_options, _addresses, callback) {
      const socket = connect(port, "127.0.0.1", () => callback(null, socket));
      socket.once("error", (error) => callback(error, null));
    },
  });
});
afterEach(() => {
  for (const name of ["web-found", "web-pages", "search-services", "foreign-network", "foreign-agents"]) forgetProcessState(name);
});

const card = (text: string) => `root = Card([a])\na = TextContent(${JSON.stringify(text)})`;
const search: Said = { calls: [["web_search", { queries: ["solar"] }]] };
const open = (url: string): Said => ({ calls: [["open_page", { url }]] });
const done: Said = { text: card("Done.") };

interface Scene {
  rounds: Said[];
  says?: string;
  options?: object;
  /** What earlier answers left. */
  before?: OutputItem[];
}

async function play({ rounds, says = "Solar?", options = {}, before = [] }: Scene) {
  const model = scripted(rounds);
  const entry = { kind: "web_search", options: WebSearchOptions.parse({ type: "web_search", ...options }), param: "tools[0]" };
  const box = await openTools([entry], { workspaceId: "ws_1" } as never);
  if (!box) throw new Error("There is no tool.");
  const input = [userSays(says)];
  const hosted = { tools: [entry], chosen: null, allowed: null, callsMax: null, dialogue: [...before, ...input], canResume: true };
  const request = generationRequest({ model: "m", input, hosted });
  const events: GenerationEvent[] = [];
  const collected = emptyCollected();
  for await (const batch of toUi(
    runTools(request, model.ask, box, new AbortController().signal),
    DEFAULT_UI,
    { payload: "openui", library: null },
    undefined,
    box.sources,
  ))
    for (const event of batch) {
      events.push(event);
      append(collected, event);
    }
  const { items } = collected;
  const message = items.find((item) => item.type === "message");
  const part = message?.type === "message" ? message.content[0] : undefined;
  const { text, annotations } = part?.type === "output_text" ? part : { text: "", annotations: [] };
  const outputs = model.asked.map(outputsOf);
  return { items, events, text, annotations, outputs, asked: model.asked };
}

test("a search is told with its sources, and what it is cited for points at the words", async () => {
  const { items, events, text, annotations, outputs } = await play({ rounds: [search, { text: card("Capacity reached 900 GW [1].") }] });
  const sources = FOUND.map(({ url }) => ({ type: "url", url }));
  expect(items).toMatchObject([
    { type: "web_search_call", status: "completed", action: { type: "search", query: "solar", queries: ["solar"], sources } },
    { type: "message" },
  ]);
  expect(outputs[1]?.[0]).toContain("[1] Solar in 2026 — news.test\nhttps://news.test/solar\nCapacity reached 900 GW.");
  const link = "[1](https://news.test/solar)";
  const start_index = text.indexOf(link);
  expect(annotations).toEqual([
    { type: "url_citation", url: "https://news.test/solar", title: "Solar in 2026", start_index, end_index: start_index + link.length },
  ]);
  const order = events.map(({ type }) => type);
  expect(order.indexOf("annotation")).toBeGreaterThan(order.indexOf("text-delta"));
  expect(order.indexOf("annotation")).toBeLessThan(order.indexOf("text-end"));
  expect(text).toContain("[Solar in 2026](https://news.test/solar) news.test");
});

test("a number that nothing has is cited by nobody", async () => {
  const { text, annotations } = await play({ rounds: [search, { text: card("900 GW [9]") }] });
  expect([text.includes("[9]"), annotations]).toEqual([false, []]);
});

test("a page is opened once, and words are found in it", async () => {
  const url = "https://news.test/solar";
  const { items, outputs } = await play({
    rounds: [search, open(url), { calls: [["find_in_page", { url, pattern: "GIGAWATT" }]] }, open("https://news.test/more"), done],
  });
  expect(items).toMatchObject([
    { action: { type: "search" } },
    { status: "completed", action: { type: "open_page", url } },
    { status: "completed", action: { type: "find_in_page", url, pattern: "GIGAWATT" } },
    { status: "completed", action: { type: "open_page", url: "https://news.test/more" } },
    { type: "message" },
  ]);
  expect(asked).toEqual(["search solar", "news.test/solar", "news.test/more"]);
  expect(outputs[2]?.at(-1)).toContain("# Solar growth");
  expect(outputs[2]?.at(-1)).not.toContain("Menu");
  expect(outputs[3]?.at(-1)).toContain("900 gigawatt were reached");
});

test.each([
  ["made up", "https://evil.test/?d=secret", "Solar?"],
  ["this host", "http://127.0.0.1:1/", "Open http://127.0.0.1:1/"],
  ["decimal", "https://2130706433/", "Open https://2130706433/"],
  ["hexadecimal", "https://0x7f.1/", "Open https://0x7f.1/"],
  ["mapped", "https://[::ffff:10.0.0.1]/", "Open https://[::ffff:10.0.0.1]/"],
  ["a name that leads inside", "https://rebind.test/", "Open https://rebind.test/"],
  ["a file", "file:///etc/passwd", "Open file:///etc/passwd"],
  ["with a password", "https://user:pw@news.test/", "Open https://user:pw@news.test/"],
])("an address that may not be opened, %s, fails and is asked by nobody", async (_, url, says) => {
  const { items, outputs } = await play({ says, rounds: [open(url), done] });
  expect(items).toMatchObject([{ type: "web_search_call", status: "failed", action: { type: "open_page", url } }, { type: "message" }]);
  expect(outputs[1]?.[0]).toContain("can't be opened");
  expect(asked).toEqual([]);
});

test("a redirect inside is not followed", async () => {
  const { items } = await play({ says: "Open https://news.test/inside", rounds: [open("https://news.test/inside"), done] });
  expect(items).toMatchObject([{ status: "failed" }, { type: "message" }]);
  expect(asked).toEqual(["news.test/inside"]);
});

test("a page that the user names, by its site alone too, is opened", async () => {
  await play({ says: "What does news.test/solar say?", rounds: [open("https://news.test/solar"), done] });
  expect(asked).toEqual(["news.test/solar"]);
});

test("elements without an end stall nobody", async () => {
  const { items } = await play({ says: "Open https://news.test/deep", rounds: [open("https://news.test/deep"), done] });
  expect(items).toMatchObject([{ status: "completed" }, { type: "message" }]);
});

test("only allowed sites are found and opened", async () => {
  const { items, outputs } = await play({
    options: { filters: { allowed_domains: ["Stats.test"] } },
    says: "And https://news.test/solar",
    rounds: [search, open("https://news.test/solar"), done],
  });
  expect(items).toMatchObject([{ action: { sources: [{ url: "https://stats.test/energy" }] } }, { status: "failed" }, { type: "message" }]);
  expect(outputs[1]?.[0]).not.toContain("Solar in 2026");
  expect(asked).toEqual(["search solar (site:stats.test)"]);
});

test("a service that fails is told in words without what it said", async () => {
  status = 403;
  const { items, outputs } = await play({ rounds: [search, done] });
  expect(items).toMatchObject([{ type: "web_search_call", status: "failed" }, { type: "message" }]);
  expect(outputs[1]?.[0]).toContain("search failed");
  expect(JSON.stringify([items, outputs])).not.toContain("API-KEY-MARK");
});

test("without access to the web nothing is asked", async () => {
  const { outputs } = await play({
    options: { external_web_access: false },
    rounds: [search, open("https://news.test/solar"), done],
    says: "https://news.test/solar",
  });
  expect(outputs[1]?.[0]).toContain("nothing is cached");
  expect(asked).toEqual([]);
});

test("what an earlier answer found keeps its number, and its page may be opened", async () => {
  const first = await play({ rounds: [search, done] });
  const { annotations } = await play({
    before: first.items,
    says: "And wind?",
    rounds: [open("https://news.test/solar"), { text: card("1,100 GW [2]") }],
  });
  expect(annotations).toMatchObject([{ url: "https://stats.test/energy" }]);
  expect(asked).toEqual(["search solar", "news.test/solar"]);
});

test.each([
  ["web_search", {}, "queries"],
  ["web_search", { queries: [] }, "queries"],
  ["web_search", { queries: [5, " "] }, "queries"],
  ["open_page", {}, "url"],
  ["open_page", { url: "x".repeat(3_000) }, "url"],
  ["find_in_page", { url: "https://news.test/solar" }, "pattern"],
])("%s %j is told what it needs, and leaves no item", async (name, args, word) => {
  const { items, outputs } = await play({ rounds: [{ calls: [[name, args]] }, done] });
  expect(items.map(({ type }) => type)).toEqual(["message"]);
  expect(outputs[1]?.[0]).toContain(word);
  expect(asked).toEqual([]);
});

test("where nobody searches the tool is refused by its name, and where the user is is told to the model", async () => {
  const { asked: requests } = await play({
    options: { user_location: { type: "approximate", city: "Köln", country: "de", timezone: "Europe/Berlin" } },
    rounds: [done],
  });
  expect(requests[0]?.tools.map(({ name }) => name)).toEqual(["web_search", "open_page", "find_in_page"]);
  expect(requests[0]?.tools[0]?.description).toContain("The user is in Köln, DE, in the time zone Europe/Berlin.");
  applySearchServices([]);
  await expect(play({ rounds: [done] })).rejects.toMatchObject({ code: "tool_not_configured", param: "tools[0]" });
});

test.each([
  [{ filters: { allowed_domains: Array.from({ length: 101 }, () => "a.test") } }],
  [{ filters: { allowed_domains: ["https://a.test"] } }],
  [{ filters: { allowed_domains: ["a.test/x"] } }],
  [{ filters: { blocked_domains: ["a.test"] } }],
  [{ user_location: { type: "exact" } }],
  [{ user_location: { country: "Germany" } }],
  [{ search_context_size: "huge" }],
  [{ return_token_budget: 5 }],
])("%j is refused", (options) => {
  expect(WebSearchOptions.safeParse({ type: "web_search", ...options }).success).toBe(false);
});
