import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fetchForeign, type Foreign, RefusedAddress, replaceNetwork, sendForeign } from "./foreign";
import { readBytes, TooLarge } from "./outgoing";
import { forgetProcessState } from "./process-state";

const PUBLIC = "93.184.216.34";
const never = new AbortController().signal;

/** A site of the test's internet: every name it has leads to it, whatever address the name stands for. */
let answer: RequestListener = (_, response) => response.end("hello");
const seen: IncomingMessage[] = [];
const server = createServer((request, response) => {
  seen.push(request);
  answer(request, response);
});
const names = new Map<string, string[][]>();
const dialled: string[] = [];
let port = 0;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  seen.length = 0;
  dialled.length = 0;
  names.clear();
  answer = (_, response) => response.end("hello");
  forgetProcessState("foreign-network");
  forgetProcessState("foreign-agents");
});

/** An internet in which names stand for what the test says, one list of addresses after the other. */
function pretend(hosts: Record<string, string[][]>): void {
  for (const [host, lists] of Object.entries(hosts)) names.set(host, [...lists]);
  replaceNetwork({
    resolve: async (host) => {
      const lists = names.get(host) ?? [];
      return (lists.length > 1 ? lists.shift() : lists[0]) ?? [];
    },
    connect(_options, addresses, callback) {
      dialled.push(...addresses);
      const socket = connect(port, "127.0.0.1", () => callback(null, socket));
      socket.once("error", (error) => callback(error, null));
    },
  });
}

const page = (url: string, more: Partial<Foreign & { bytesMax: number; timeoutMs: number }> = {}) =>
  fetchForeign(url, { reach: "public", redirectsMax: 5, bytesMax: 10_000, timeoutMs: 60_000, ...more }, never);

async function refusal(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => new Error("It was answered."),
    (thrown) => thrown,
  );
  return error instanceof RefusedAddress ? error.reason : String(error);
}

describe("an address that leads out of the public web is refused as it is written", () => {
  test.each([
    ["", "invalid"],
    ["//example.com", "invalid"],
    ["file:///etc/passwd", "invalid"],
    ["ftp://example.com/", "invalid"],
    ["gopher://127.0.0.1:6379/_x", "invalid"],
    ["data:text/html,x", "invalid"],
    ["javascript:alert(1)", "invalid"],
    ["unix:/var/run/docker.sock", "invalid"],
    ["http://example.com/", "not_https"],
    ["https://user:pw@example.com/", "credentials"],
    ["https://example.com@127.0.0.1/", "credentials"],
    ["https://example.com:8443/", "port"],
    ["https://example.com:22/", "port"],
    ["http://127.0.0.1:1/", "own_network"],
    ["https://127.0.0.1/", "own_network"],
    ["https://127.1/", "own_network"],
    ["https://2130706433/", "own_network"],
    ["https://0x7f.1/", "own_network"],
    ["https://0177.0.0.1/", "own_network"],
    ["https://１２７.0.0.1/", "own_network"],
    ["https://127。0。0。1/", "own_network"],
    ["https://0/", "own_network"],
    ["https://10.0.0.1/", "own_network"],
    ["https://172.16.0.1/", "own_network"],
    ["https://192.168.0.1./", "own_network"],
    ["https://100.64.0.1/", "own_network"],
    ["https://198.18.0.1/", "own_network"],
    ["https://255.255.255.255/", "own_network"],
    ["https://[::]/", "own_network"],
    ["https://[::1]/", "own_network"],
    ["https://[::ffff:10.0.0.1]/", "own_network"],
    ["https://[::ffff:7f00:1]/", "own_network"],
    ["https://[0:0:0:0:0:ffff:0a00:0001]/", "own_network"],
    ["https://[::ffff:0:127.0.0.1]/", "own_network"],
    ["https://[64:ff9b::10.0.0.1]/", "own_network"],
    ["https://[2002:7f00:1::]/", "own_network"],
    ["https://[2001::1]/", "own_network"],
    ["https://[fd00::1]/", "own_network"],
    ["https://[fec0::1]/", "own_network"],
    ["https://[ff02::1]/", "own_network"],
    ["https://[::ffff:8.8.8.8]/", "own_network"],
    ["https://localhost/", "own_network"],
    ["https://LOCALHOST./", "own_network"],
    ["https://db.internal/", "own_network"],
    ["https://ollama/", "own_network"],
    ["https://169.254.169.254/latest/meta-data/", "metadata"],
    ["https://2852039166/", "metadata"],
    ["https://0xa9.0xfe.0xa9.0xfe/", "metadata"],
    ["https://168.63.129.16/", "metadata"],
    ["https://100.100.100.200/", "metadata"],
    ["https://192.0.0.192/", "metadata"],
    ["https://[::ffff:169.254.169.254]/", "metadata"],
    ["https://[::169.254.169.254]/", "metadata"],
    ["https://[64:ff9b::a9fe:a9fe]/", "metadata"],
    ["https://[fd00:ec2::254]/", "metadata"],
    ["https://[fe80::1]/", "metadata"],
  ])("%s: %s", async (url, reason) => {
    pretend({ "example.com": [[PUBLIC]] });
    expect(await refusal(page(url))).toBe(reason);
    expect([seen.length, dialled]).toEqual([0, []]);
  });
});

describe("what a name stands for is checked where the connection is made", () => {
  test.each([
    ["127.0.0.1", "own_network"],
    ["10.1.2.3", "own_network"],
    ["::1", "own_network"],
    ["::ffff:127.0.0.1", "own_network"],
    ["::ffff:7f00:1", "own_network"],
    ["64:ff9b::7f00:1", "own_network"],
    ["fd12::1", "own_network"],
    ["fe80::1%eth0", "metadata"],
    ["169.254.169.254", "metadata"],
    ["::ffff:169.254.169.254", "metadata"],
    ["nonsense", "own_network"],
  ])("%s: %s", async (address, reason) => {
    pretend({ "example.com": [[address]], "mixed.example.com": [[PUBLIC, address]] });
    expect(await refusal(page("https://example.com/"))).toBe(reason);
    expect(await refusal(page("https://mixed.example.com/"))).toBe(reason);
    expect([seen.length, dialled]).toEqual([0, []]);
  });

  test("a name that changes is refused once it does, and each connection goes to what was checked for it", async () => {
    pretend({ "rebind.test": [[PUBLIC], ["127.0.0.1"]] });
    answer = (_, response) => response.setHeader("connection", "close").end("first");
    expect((await page("https://rebind.test/")).bytes.toString()).toBe("first");
    expect(await refusal(page("https://rebind.test/"))).toBe("own_network");
    expect([seen.length, dialled]).toEqual([1, [PUBLIC]]);
  });

  test("a name that nobody knows", async () => {
    pretend({});
    expect(await refusal(page("https://nobody.test/"))).toBe("unknown_host");
  });
});

describe("a redirect is checked as the first address was", () => {
  test.each([
    ["http://169.254.169.254/latest/meta-data/", "metadata"],
    ["https://127.0.0.1/", "own_network"],
    ["//127.0.0.1/x", "own_network"],
    ["\\\\127.0.0.1/x", "own_network"],
    ["https://inside.test/", "own_network"],
    ["http://example.com/", "not_https"],
    ["https://example.com:8080/", "port"],
    ["https://user@example.com/", "credentials"],
    ["file:///etc/passwd", "invalid"],
    ["https://[::ffff:10.0.0.1]/", "own_network"],
    ["https://elsewhere.test/", "not_allowed"],
  ])("to %s: %s", async (location, reason) => {
    pretend({ "example.com": [[PUBLIC]], "inside.test": [["192.168.1.1"]], "elsewhere.test": [[PUBLIC]] });
    answer = (_, response) => response.writeHead(302, { location }).end();
    const mayGo = ({ hostname }: URL) => hostname !== "elsewhere.test";
    expect(await refusal(page("https://example.com/", { mayGo }))).toBe(reason);
    expect(seen).toHaveLength(1);
  });

  test("one that never ends is given up, and one that is not asked for is the answer", async () => {
    pretend({ "example.com": [[PUBLIC]] });
    answer = (request, response) => response.writeHead(301, { location: `${request.url}x` }).end();
    expect(await refusal(page("https://example.com/"))).toBe("redirects");
    expect(seen).toHaveLength(6);
    expect(await page("https://example.com/", { redirectsMax: 0 })).toMatchObject({ status: 301, url: "https://example.com/" });
  });

  test("what was meant for one site is not told to another", async () => {
    pretend({ "example.com": [[PUBLIC]], "other.test": [[PUBLIC]] });
    const targets: Record<string, string> = { "/": "/again", "/again": "https://other.test/end" };
    answer = (request, response) => {
      const location = targets[request.url ?? ""];
      response.writeHead(location ? 307 : 200, location ? { location } : {}).end("end");
    };
    const headers = { authorization: "Bearer secret", "X-API-KEY": "secret", cookie: "secret", accept: "text/html" };
    expect((await page("https://example.com/", { headers })).url).toBe("https://other.test/end");
    expect(seen.map((request) => request.headers.authorization)).toEqual(["Bearer secret", "Bearer secret", undefined]);
    expect(JSON.stringify(seen[2]?.headers)).not.toContain("secret");
    expect(seen[2]?.headers.accept).toBe("text/html");
  });

  test("a body is not sent on", async () => {
    pretend({ "example.com": [[PUBLIC]] });
    answer = (_, response) => response.writeHead(307, { location: "https://127.0.0.1/" }).end();
    expect((await page("https://example.com/", { method: "POST", body: "secret" })).status).toBe(307);
  });
});

describe("an answer has bounds", () => {
  test.each<[string, RequestListener]>([
    ["larger than may be", (_, response) => response.end(Buffer.alloc(10_001))],
    [
      "small until it is unpacked",
      (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(5_000_000))),
    ],
    [
      "without an end",
      (_, response) => {
        const more = () => response.destroyed || response.write(Buffer.alloc(4_000), more);
        more();
      },
    ],
  ])("one that is %s is given up", async (_, listener) => {
    pretend({ "example.com": [[PUBLIC]] });
    answer = listener;
    await expect(page("https://example.com/")).rejects.toBeInstanceOf(TooLarge);
  });

  test.each<[string, RequestListener]>([
    ["says nothing", () => {}],
    ["stops in the middle", (_, response) => void response.write("begun")],
  ])("one that %s is not waited for", async (_, listener) => {
    pretend({ "example.com": [[PUBLIC]] });
    answer = listener;
    await expect(page("https://example.com/", { timeoutMs: 100 })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("an abort ends it with its reason, also while a name is looked up", async () => {
    replaceNetwork({ resolve: () => new Promise(() => {}), connect: () => {} });
    const controller = new AbortController();
    const asked = sendForeign("https://example.com/", { reach: "public" }, controller.signal);
    const reason = new Error("gone");
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });
});

describe("where the owner said that it is a network of his", () => {
  test("a server of his own answers, at any port and without https", async () => {
    const reply = await sendForeign(`http://localhost:${port}/x`, { reach: "own" }, never);
    expect((await readBytes(reply, 100)).toString()).toBe("hello");
    expect(seen.filter(({ url }) => url === "/x").map(({ headers }) => headers.host)).toEqual([`localhost:${port}`]);
  });

  test.each([
    ["http://169.254.169.254/", "metadata"],
    ["http://metadata.test/", "metadata"],
    ["http://public.test/", "not_https"],
    ["http://user:pw@localhost/", "credentials"],
  ])("%s is refused all the same: %s", async (url, reason) => {
    pretend({ "metadata.test": [["169.254.169.254"]], "public.test": [[PUBLIC]] });
    expect(await refusal(page(url, { reach: "own" }))).toBe(reason);
    expect(dialled).toEqual([]);
  });
});
