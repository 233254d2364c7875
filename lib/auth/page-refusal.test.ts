import { describe, expect, test } from "vitest";
import { FORM_BYTES_MAX } from "./form-size";
import { pageRefusal } from "./page-refusal";
import { sessionCookieName } from "./session-cookie";

const signedIn = { cookie: `${sessionCookieName(false)}=x` };
const own = { host: "localhost:3000", origin: "http://localhost:3000", "content-length": "120" };

function refusal(sent: Record<string, string>, method = "POST") {
  return pageRefusal({ method, header: (name) => sent[name] ?? null })?.status ?? null;
}

describe("a form sent to a page", () => {
  test("is taken from our own pages, and from what is no browser", () => {
    expect(refusal(own)).toBeNull();
    expect(refusal({ ...own, "sec-fetch-site": "same-origin" })).toBeNull();
    expect(refusal({ host: "localhost:3000", "content-length": "0" })).toBeNull();
  });

  test("403 from another site", () => {
    for (const origin of ["http://evil.example", "null", "http://localhost:3001"]) expect(refusal({ ...own, origin })).toBe(403);
    for (const site of ["cross-site", "same-site"]) expect(refusal({ ...own, "sec-fetch-site": site })).toBe(403);
  });

  test("413 when it is too large, 411 when it does not say", () => {
    expect(refusal({ ...own, ...signedIn, "content-length": String(FORM_BYTES_MAX) })).toBeNull();
    expect(refusal({ ...own, "content-length": String(64 * 1024) })).toBeNull();
    expect(refusal({ ...own, "content-length": String(64 * 1024 + 1) })).toBe(413);
    for (const length of [String(FORM_BYTES_MAX + 1), "1e3", "-1", "9".repeat(40)])
      expect(refusal({ ...own, ...signedIn, "content-length": length })).toBe(413);
    expect(refusal({ host: own.host, origin: own.origin })).toBe(411);
  });

  test("reading a page is nobody's form", () => {
    expect(refusal({ host: "localhost:3000", "sec-fetch-site": "cross-site" }, "GET")).toBeNull();
  });
});
