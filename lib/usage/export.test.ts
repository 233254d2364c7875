import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { exportFile, exportPages } from "./export";
import { NOTHING_COUNTED, type LogCursor, type LoggedRequest } from "./schema";

const request = (over: Partial<LoggedRequest> = {}): LoggedRequest => ({
  requestId: newId("req"),
  keyId: null,
  keyName: null,
  via: "session",
  endpoint: "/v1/embed/responses",
  model: "m",
  answeredBy: "m",
  status: 200,
  errorCode: null,
  streamed: true,
  ...NOTHING_COUNTED,
  totalMs: 4,
  createdAt: new Date("2026-11-20T15:30:00Z"),
  ...over,
});

/** A list that is read as the pages read it. */
function listOf(requests: LoggedRequest[]) {
  const reads: number[] = [];
  const read = async (before: LogCursor | null, limit: number) => {
    const from = before ? requests.findIndex(({ requestId }) => requestId === before.requestId) + 1 : 0;
    reads.push(limit);
    return requests.slice(from, from + limit);
  };
  return { read, reads };
}

describe("an export of requests", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])("as CSV computes nothing in a spreadsheet: %j", async (keyName) => {
    const { read } = listOf([request({ keyName, model: 'say "a,b"', costMicros: 410 })]);
    const text = await exportFile("requests", "csv", exportPages(read)).text();
    const [head, line] = text.split("\r\n");
    expect(head?.split(",")).toEqual(expect.arrayContaining(["requestId", "keyName", "costDollars"]));
    expect(text).toContain(`'${keyName}`);
    expect(line).toContain('"say ""a,b"""');
    expect(line).toContain("0.00041");
    expect(line).toContain("2026-11-20T15:30:00.000Z");
  });

  test("as JSON is one list, also an empty one, of every request once, read page by page and no more than allowed", async () => {
    const requests = Array.from({ length: 2_500 }, () => request());
    const { read, reads } = listOf(requests);
    const all = (await exportFile("requests", "json", exportPages(read)).json()) as LoggedRequest[];
    expect(all.map(({ requestId }) => requestId)).toEqual(requests.map(({ requestId }) => requestId));
    expect(reads).toEqual([1_000, 1_000, 1_000]);
    expect(await exportFile("requests", "json", exportPages(listOf([]).read)).json()).toEqual([]);
    expect(await exportFile("requests", "json", exportPages(listOf(requests).read, 1_200)).json()).toHaveLength(1_200);
  });

  test("is read no further than its reader reads", async () => {
    const { read, reads } = listOf(Array.from({ length: 50_000 }, () => request()));
    const reader = exportFile("requests", "csv", exportPages(read)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(reads.length).toBeLessThan(5);
  });
});
