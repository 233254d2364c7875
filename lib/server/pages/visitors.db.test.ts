import type { AddressInfo } from "node:net";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { OWN_TOKEN_HEADER, ownToken } from "@/lib/export/own-origin";
import { withShare } from "@/lib/prisma/share";
import { sessionCookie } from "@/tests/auth/session-cookie";
import { createListener } from "../listener";
import { pingDatabase } from "../queries";
import { forgetKnownPages } from "./known-pages";
import type { Pages } from "./serve-page";

// Whether the database answers is asked before each page: not of connections that are still to be made.
beforeAll(() => withShare("pages", pingDatabase));
beforeEach(forgetKnownPages);

/** Pages as Next writes them: each says how many were made before it, with a nonce in it and in its policy. */
function counted({ status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {}) {
  let made = 0;
  const pages: Pages = async (_request, response) => {
    const nonce = Buffer.from(`nonce-of-${made}-----`).toString("base64");
    for (const [name, value] of Object.entries({ "content-type": "text/html; charset=utf-8", ...headers })) response.setHeader(name, value);
    response.setHeader("content-security-policy", `script-src 'self' 'nonce-${nonce}'`);
    response.statusCode = status;
    response.write(`<p>page ${made++}</p><script nonce="${nonce}">`);
    response.end(`</script><script nonce="${nonce}"></script>`);
  };
  return { pages, made: () => made };
}

async function open(
  pages: Pages,
): Promise<(path: string, init?: RequestInit) => Promise<{ status: number; text: string; nonce: string; headers: Headers }>> {
  const server = createListener({ routes: [], pages });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return async (path, init) => {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { redirect: "manual", ...init });
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1] ?? "";
    return { status: response.status, text: await response.text(), nonce, headers: response.headers };
  };
}

describe("visitors", () => {
  test("200 visits at once of one page make it once, and everybody gets a nonce of their own, in the policy and in the page", async () => {
    const { pages, made } = counted();
    const visit = await open(pages);
    const answers = await Promise.all(Array.from({ length: 40 }, () => visit("/sign-in")));
    for (let i = 0; i < 160; i++) answers.push(await visit("/sign-in"));
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    const shown = answers.filter(({ status }) => status === 200);
    expect(shown.length).toBeGreaterThan(160);
    expect(new Set(shown.map(({ nonce }) => nonce)).size).toBe(shown.length);
    for (const { text, nonce } of shown) expect(text.split(`nonce="${nonce}"`)).toHaveLength(3);
    expect(made()).toBeLessThan(20);
  });

  test("another address, theme or host is another page", async () => {
    const { pages } = counted();
    const visit = await open(pages);
    const asked = [
      await visit("/sign-in"),
      await visit("/sign-in?error=x"),
      await visit("/sign-in", { headers: { cookie: "theme=dark" } }),
      await visit("/sign-in", { headers: { "x-forwarded-host": "other.example" } }),
    ];
    expect(asked.map(({ text }) => /page \d/.exec(text)?.[0])).toEqual(["page 0", "page 1", "page 2", "page 3"]);
  });

  test.each([
    ["what is not there", { status: 404 }, {}],
    ["what sets a cookie", { headers: { "set-cookie": "a=b" } }, {}],
    ["what is no page", { headers: { "content-type": "application/json" } }, {}],
    ["data for an open page", {}, { headers: { rsc: "1" } }],
    ["the answer to a form", {}, { method: "POST", body: "a=1" }],
  ] as [string, Parameters<typeof counted>[0], RequestInit][])("%s is made anew for each", async (_what, page, init) => {
    const { pages, made } = counted(page);
    const visit = await open(pages);
    await visit("/x", init);
    await visit("/x", init);
    expect(made()).toBe(2);
  });

  test("what is shared is made anew for each: once it is shared no more, nobody is shown it", async () => {
    const { pages, made } = counted();
    const visit = await open(pages);
    for (const path of ["/share/x", "/share/x", "/share/x/embed", "/share/x/embed"]) await visit(path);
    expect(made()).toBe(4);
  });

  test("who is signed in gets a page of their own, and what they send makes the pages of visitors anew", async () => {
    const { pages, made } = counted();
    const visit = await open(pages);
    const headers = { cookie: await sessionCookie() };
    await visit("/sign-up");
    await visit("/sign-up");
    expect(made()).toBe(1);
    await visit("/sign-up", { headers });
    await visit("/sign-up", { headers });
    expect(made()).toBe(3);
    await visit("/settings", { headers, method: "POST", body: "a=1" });
    const { text } = await visit("/sign-up");
    expect(text).toContain("page 4");
  });

  test("too many get 503 at once, as a page or as JSON, and when to come again; members and the server's own browser are served meanwhile", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const visit = await open(async (request, response) => {
      if (request.url === "/slow") await gate;
      response.end("page");
    });
    const headers = { accept: "text/html" };
    const waiting = Array.from({ length: 40 }, () => visit("/slow", { headers }));
    const refused = await Promise.race(waiting);
    expect([refused.status, refused.headers.get("retry-after"), refused.headers.get("content-type")]).toEqual([
      503,
      "2",
      "text/html; charset=utf-8",
    ]);
    expect(refused.text).toContain("<h1>The server has its hands full</h1>");
    const plain = await visit("/slow");
    expect([plain.status, JSON.parse(plain.text).error.code]).toEqual([503, "service_unavailable"]);
    expect((await visit("/keys", { headers: { cookie: await sessionCookie() } })).status).toBe(200);
    expect((await visit("/export-sheet", { headers: { [OWN_TOKEN_HEADER]: ownToken() } })).status).toBe(200);
    release();
    const served = (await Promise.all(waiting)).filter(({ status }) => status === 200);
    expect(served.length).toBeGreaterThan(1);
  });
});
