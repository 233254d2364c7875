import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { requestAddress, withRequestAddress } from "@/lib/auth/request-address";
import { judgePageFailure } from "./page-failure";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What a client gets from a framework that answers so. */
async function answerOf(
  handle: (response: ServerResponse) => void,
  init: RequestInit = { method: "POST" },
): Promise<{ status: number; type: string | null; text: string }> {
  const server = createServer((request, response) =>
    withRequestAddress("127.0.0.1", () => {
      judgePageFailure(request, response);
      handle(response);
    }),
  );
  servers.push(server.listen(0, "127.0.0.1"));
  await new Promise((resolve) => server.once("listening", resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, init);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

const failures: Record<string, (response: ServerResponse) => void> = {
  whole: (response) => {
    response.statusCode = 500;
    response.setHeader("content-length", 21);
    response.end("Internal Server Error");
  },
  "in pieces": (response) => {
    response.writeHead(500, { "content-type": "text/x-component", "x-left": "over" });
    response.write("0:");
    response.end("E");
  },
  "with a head that is implied": (response) => {
    response.statusCode = 503;
    response.write("0:", () => response.end("E"));
  },
};

const UNREAD = { message: "The request could not be read.", type: "invalid_request_error", param: null, code: "invalid_request" };

for (const [how, handle] of Object.entries(failures)) {
  test(`400 in the API's form: a failure before any code of ours was reached, ${how}`, async () => {
    const inits: RequestInit[] = [{ method: "POST" }, { headers: { rsc: "1" } }, { headers: { "next-router-state-tree": "x" } }];
    for (const init of inits) {
      const { status, type, text } = await answerOf(handle, init);
      expect([status, type, JSON.parse(text)]).toEqual([400, "application/json", { error: UNREAD }]);
    }
  });
}

test("400 as a page, to who asked for one", async () => {
  const { status, type, text } = await answerOf((response) => void response.writeHead(500).end("E"), {
    method: "POST",
    headers: { accept: "text/html,*/*" },
  });
  expect([status, type]).toEqual([400, "text/html; charset=utf-8"]);
  expect(text).toContain("<h1>This request could not be read</h1>");
});

test("500: a failure of our own, and of a page that was asked for plainly; what succeeded is untouched", async () => {
  const own = await answerOf((response) => {
    requestAddress();
    response.statusCode = 500;
    response.end("Internal Server Error");
  });
  expect(own).toMatchObject({ status: 500, text: "Internal Server Error" });
  expect(await answerOf((response) => void response.writeHead(500).end("E"), {})).toMatchObject({ status: 500, text: "E" });
  expect(await answerOf((response) => response.end("fine"))).toMatchObject({ status: 200, text: "fine" });
});
