import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { requestAddress, withRequestAddress } from "@/lib/auth/request-address";
import { blameUnreadForm } from "./unread-form";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What a client gets from a framework that answers so. */
async function answerOf(handle: (response: ServerResponse) => void): Promise<{ status: number; text: string }> {
  const server = createServer((_request, response) =>
    withRequestAddress("127.0.0.1", () => {
      blameUnreadForm(response);
      handle(response);
    }),
  );
  servers.push(server.listen(0, "127.0.0.1"));
  await new Promise((resolve) => server.once("listening", resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { status: response.status, text: await response.text() };
}

test("400: a failure before any code of ours was reached", async () => {
  const plain = await answerOf((response) => {
    response.statusCode = 500;
    response.setHeader("content-length", 21);
    response.end("Internal Server Error");
  });
  expect(plain).toEqual({ status: 400, text: "The form could not be read." });
  const streamed = await answerOf((response) => {
    response.writeHead(500, { "content-type": "text/x-component" });
    response.write("0:");
    response.end("E");
  });
  expect(streamed).toEqual({ status: 400, text: "0:E" });
  const implicit = await answerOf((response) => {
    response.statusCode = 503;
    response.write("0:");
    response.end();
  });
  expect(implicit.status).toBe(400);
});

test("500: a failure of our own; and what succeeded is untouched", async () => {
  const failed = await answerOf((response) => {
    requestAddress();
    response.statusCode = 500;
    response.end("Internal Server Error");
  });
  expect(failed).toEqual({ status: 500, text: "Internal Server Error" });
  expect(await answerOf((response) => response.end("fine"))).toEqual({ status: 200, text: "fine" });
});
