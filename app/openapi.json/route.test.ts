import { expect, test } from "vitest";
import { openTransport } from "@/tests/http/transport";
import { GET } from "./route";

test("anyone gets the document, from the native server and from Next alike", async () => {
  const { origin } = await openTransport("native", []);
  for (const response of [await fetch(`${origin}/openapi.json`), GET()]) {
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({ openapi: "3.1.0", paths: { "/chat/completions": { post: expect.any(Object) } } });
  }
});
