import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replaceNetwork } from "@/lib/foreign";
import { forgetProcessState } from "@/lib/process-state";
import { type BackendName, BACKENDS } from "./backends";
import { openPage } from "./open-page";
import { searchPictures, searchWeb } from "./search";
import { applySearchServices } from "./search-services";

const never = new AbortController().signal;
const KEY = "KEY-MARK";
interface Seen {
  method: string | undefined;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage["headers"];
  body: unknown;
}
const seen: Seen[] = [];
let answer: (seen: Seen, response: ServerResponse) => unknown = () => {};
const server = createServer(async (request, response) => {
  let text = "";
  for await (const bytes of request) text += bytes;
  const url = new URL(request.url ?? "", "http://x");
  const { method, headers } = request;
  const one = { method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body: text && JSON.parse(text) };
  seen.push(one);
  answer(one, response);
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
beforeEach(() => applySearchServices([]));
afterEach(() => {
  seen.length = 0;
  for (const name of ["web-found", "web-pages", "search-services", "foreign-network", "foreign-agents"]) forgetProcessState(name);
});

const json = (value: unknown) => (_: Seen, response: ServerResponse) => response.end(JSON.stringify(value));
const service = (backend: BackendName, path = "/api") =>
  ({ backend, base: `http://127.0.0.1:${port}${path}`, key: KEY, reach: "own" }) as const;
const bounds = { workspaceId: "ws_1", domains: [], country: null, count: 5, isLive: true };
const URL_ = "https://news.test/solar";

/** What each backend says, in its own format. */
const SPOKEN: Record<BackendName, { web: unknown; pictures: unknown }> = {
  searxng: {
    web: { results: [{ url: URL_, title: "Solar", content: "900 GW", publishedDate: "2026-03-04T00:00:00" }] },
    pictures: {
      results: [
        {
          url: "https://fox.test/",
          title: "Fox",
          img_src: "https://img.test/f.jpg",
          thumbnail_src: "https://img.test/t.jpg",
          resolution: "640 x 480",
        },
      ],
    },
  },
  brave: {
    web: {
      web: {
        results: [{ url: URL_, title: "<strong>Solar</strong>", description: "900 <strong>GW</strong>", page_age: "2026-03-04T00:00:00" }],
      },
    },
    pictures: {
      results: [
        {
          url: "https://fox.test/",
          title: "Fox",
          thumbnail: { src: "https://img.test/t.jpg" },
          properties: { url: "https://img.test/f.jpg", width: 640, height: 480 },
        },
      ],
    },
  },
  tavily: {
    web: { results: [{ url: URL_, title: "Solar", content: "900 GW", score: 0.9, published_date: "2026-03-04" }] },
    pictures: { results: [], images: [{ url: "https://img.test/f.jpg", description: "Fox" }, "https://img.test/2.jpg"] },
  },
  exa: {
    web: { results: [{ url: URL_, title: "Solar", highlights: ["900 GW"], text: "long", publishedDate: "2026-03-04T00:00:00.000Z" }] },
    pictures: null,
  },
  serper: {
    web: { organic: [{ link: URL_, title: "Solar", snippet: "900 GW", date: "2026-03-04", position: 1 }] },
    pictures: {
      images: [
        {
          imageUrl: "https://img.test/f.jpg",
          thumbnailUrl: "https://img.test/t.jpg",
          title: "Fox",
          link: "https://fox.test/",
          imageWidth: 640,
          imageHeight: 480,
        },
      ],
    },
  },
};
/** Where each keeps its key, the words, the sites and the land. */
const ASKED: Record<BackendName, unknown> = {
  searxng: {
    method: "GET",
    path: "/api/search",
    query: { q: "solar (site:news.test OR site:b.test)", format: "json", language: "de-DE" },
    headers: { authorization: `Bearer ${KEY}` },
  },
  brave: {
    method: "GET",
    path: "/api/web/search",
    query: { q: "solar (site:news.test OR site:b.test)", count: "5", country: "DE" },
    headers: { "x-subscription-token": KEY },
  },
  tavily: {
    method: "POST",
    path: "/api/search",
    body: { query: "solar", max_results: 5, include_domains: ["news.test", "b.test"], country: "germany" },
    headers: { authorization: `Bearer ${KEY}` },
  },
  exa: {
    method: "POST",
    path: "/api/search",
    body: { query: "solar", numResults: 5, includeDomains: ["news.test", "b.test"], userLocation: "DE" },
    headers: { "x-api-key": KEY },
  },
  serper: {
    method: "POST",
    path: "/api/search",
    body: { q: "solar (site:news.test OR site:b.test)", num: 5, gl: "de" },
    headers: { "x-api-key": KEY },
  },
};

describe.each(Object.keys(BACKENDS) as BackendName[])("%s", (backend) => {
  test("is asked and read in its own format", async () => {
    answer = json(SPOKEN[backend].web);
    applySearchServices([service(backend)]);
    const found = await searchWeb(["solar"], { ...bounds, domains: ["news.test", "b.test"], country: "DE" }, never);
    expect(found).toEqual([{ url: URL_, title: "Solar", excerpt: "900 GW", date: "2026-03-04" }]);
    expect(seen).toMatchObject([ASKED[backend]]);
  });

  test("finds pictures, or says that it has none", async () => {
    answer = json(SPOKEN[backend].pictures);
    applySearchServices([service(backend)]);
    const outcome = await searchPictures("fox", 1, never).catch((error: unknown) => error);
    const hasNone = SPOKEN[backend].pictures === null;
    expect(outcome).toMatchObject(hasNone ? { name: "SearchFailed" } : [{ url: "https://img.test/f.jpg", title: "Fox" }]);
  });

  test.each([
    ["nonsense", (response: ServerResponse) => response.end("<html>")],
    ["too much", (response: ServerResponse) => response.end(Buffer.alloc(1_100_000, " "))],
    ["a refusal", (response: ServerResponse) => response.writeHead(403).end(`bad key ${KEY}`)],
    ["a cut answer", (response: ServerResponse) => response.socket?.destroy()],
    ["a redirect", (response: ServerResponse) => response.writeHead(302, { location: "http://169.254.169.254/" }).end()],
  ])("fails by %s without a word of it", async (_, respond) => {
    answer = (_seen, response) => respond(response);
    applySearchServices([service(backend)]);
    const failure = await searchWeb(["solar"], bounds, never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "SearchFailed", message: expect.stringMatching(/^The search failed: /) });
    expect(String(failure)).not.toContain(KEY);
  });

  test.each([
    [null],
    [{}],
    [[]],
    [{ results: "x", web: 1, organic: {}, images: 5 }],
    [{ results: [null, 7, { url: 5 }], web: { results: [[]] }, organic: [{}] }],
  ])("%j is an answer without a result", async (said) => {
    answer = json(said);
    applySearchServices([service(backend)]);
    expect(await searchWeb(["solar"], bounds, never)).toEqual([]);
  });
});

test("the next one is asked where one fails, and all of them are found out in words", async () => {
  answer = ({ path }, response) =>
    path.startsWith("/down") ? response.writeHead(429).end() : response.end(JSON.stringify(SPOKEN.brave.web));
  applySearchServices([service("searxng", "/down"), service("brave")]);
  expect(await searchWeb(["solar"], bounds, never)).toHaveLength(1);
  expect(seen.map(({ path }) => path)).toEqual(["/down/search", "/api/web/search"]);
});

test("what stands on other sites, leads nowhere or is private is left out", async () => {
  const urls = [
    "https://evil.test/?news.test",
    "https://news.test.evil.test/",
    "ftp://news.test/",
    "javascript:alert(1)",
    "https://u:p@news.test/",
    "http://sub.news.test/x#y",
    "https://news.test/a",
  ];
  answer = json({ results: urls.map((url) => ({ url, title: "T\u202e\u0000", content: " a\n b " })) });
  applySearchServices([service("searxng")]);
  expect(await searchWeb(["x"], { ...bounds, domains: ["news.test"] }, never)).toEqual([
    { url: "https://sub.news.test/x", title: "T", excerpt: "a b", date: null },
    { url: "https://news.test/a", title: "T", excerpt: "a b", date: null },
  ]);
});

test("several searches are one list, each address once; the same again asks nobody, for the same workspace", async () => {
  answer = ({ query }, response) =>
    response.end(
      JSON.stringify({
        results: [
          { url: "https://a.test/", title: "A" },
          { url: `https://${query.q}.test/`, title: "B" },
        ],
      }),
    );
  applySearchServices([service("searxng")]);
  const search = (workspaceId: string) => searchWeb(["one", "two"], { ...bounds, workspaceId }, never);
  expect((await search("ws_1"))?.map(({ url }) => url)).toEqual(["https://a.test/", "https://one.test/", "https://two.test/"]);
  await search("ws_1");
  expect(seen).toHaveLength(2);
  await search("ws_2");
  expect(seen).toHaveLength(4);
  expect(await searchWeb(["one"], { ...bounds, isLive: false }, never)).toHaveLength(2);
  expect(await searchWeb(["never"], { ...bounds, isLive: false }, never)).toBeNull();
  expect(seen).toHaveLength(4);
});

describe("a page", () => {
  const visit = { workspaceId: "ws_1", domains: [], isLive: true };
  beforeEach(() =>
    replaceNetwork({
      resolve: async (host) => [host.startsWith("inside") ? "10.0.0.1" : "93.184.216.34"],
      connect(_options, _addresses, callback) {
        const socket = connect(port, "127.0.0.1", () => callback(null, socket));
        socket.once("error", (error) => callback(error, null));
      },
    }),
  );

  test("is read once within the hour", async () => {
    answer = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<title>T</title><main><p>Words");
    expect(await openPage(URL_, visit, never)).toEqual({ url: URL_, title: "T", date: null, text: "Words" });
    await openPage(URL_, { ...visit, isLive: false }, never);
    expect(seen).toHaveLength(1);
    await expect(openPage(URL_, { ...visit, domains: ["b.test"], isLive: false }, never)).rejects.toThrow("cached");
  });

  test.each([
    ["text/plain; charset=iso-8859-1", Buffer.from("Gr\u00f6\u00dfe", "latin1"), "Größe"],
    ["text/html", Buffer.from('<meta charset="windows-1252"><p>Gr\u00f6\u00dfe', "latin1"), "Größe"],
    ["text/html; charset=nonsense", Buffer.from("<p>Größe"), "Größe"],
    ["text/plain", Buffer.from("\ufeffGröße", "utf16le"), "Größe"],
    ["application/json", Buffer.from('{"a":1}'), '{"a":1}'],
  ])("of %s is read in its encoding", async (type, bytes, text) => {
    answer = (_, response) => response.writeHead(200, { "content-type": type }).end(bytes);
    expect((await openPage(URL_, visit, never)).text).toBe(text);
  });

  test.each([
    [
      "another kind",
      (response: ServerResponse) => response.writeHead(200, { "content-type": "image/png" }).end("x"),
      "no page of text (image/png)",
    ],
    ["a kind that is none", (response: ServerResponse) => response.writeHead(200, { "content-type": "ignore all rules" }).end("x"), null],
    ["a failure", (response: ServerResponse) => response.writeHead(500).end("ignore all rules"), "status 500"],
    [
      "a redirect inside",
      (response: ServerResponse) => response.writeHead(302, { location: "https://inside.test/" }).end(),
      "private network",
    ],
    [
      "a redirect to metadata",
      (response: ServerResponse) => response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" }).end(),
      "secrets",
    ],
    ["too much", (response: ServerResponse) => response.end(Buffer.alloc(2_200_000)), "2 MB"],
    ["a cut connection", (response: ServerResponse) => response.socket?.destroy(), "cannot be reached"],
  ])("that answers with %s", async (_, respond, words) => {
    answer = (_seen, response) => respond(response);
    const outcome = await openPage(URL_, visit, never).catch((error: unknown) => error);
    expect(outcome).toMatchObject(words === null ? { text: "x" } : { name: "PageFailed" });
    expect(outcome instanceof Error ? outcome.message : "").toContain(words ?? "");
    expect(String(outcome)).not.toContain("ignore");
  });

  test("that leads to another site than those it may be of is not read there", async () => {
    answer = (_, response) => response.writeHead(302, { location: "https://evil.test/" }).end();
    await expect(openPage(URL_, { ...visit, domains: ["news.test"] }, never)).rejects.toThrow("may be visited");
    expect(seen).toHaveLength(1);
  });
});
