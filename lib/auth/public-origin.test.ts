import { describe, expect, test } from "vitest";
import { publicOrigin } from "./public-origin";

const settings = { BASE_URL: undefined, PORT: 3000, TRUSTED_PROXY_HOPS: 0 };
const headers = (sent: Record<string, string>) => (name: string) => sent[name] ?? null;
const forwarded = { "x-forwarded-host": "vitrine.example", "x-forwarded-proto": "https" };

describe("publicOrigin", () => {
  test("is what the Host header says, under any name", () => {
    for (const host of ["localhost:3000", "192.168.1.20:8080", "[::1]:3000", "box.lan", "vitrine.example"]) {
      expect(publicOrigin(headers({ host }), settings)).toBe(`http://${host}`);
    }
  });

  test("is BASE_URL when that is set, whatever the request says", () => {
    const set = { ...settings, BASE_URL: "https://vitrine.example" };
    expect(publicOrigin(headers({ host: "evil.example", ...forwarded }), set)).toBe("https://vitrine.example");
  });

  test("believes forwarding headers only behind trusted proxies", () => {
    const sent = { host: "10.0.0.1:3000", ...forwarded };
    expect(publicOrigin(headers(sent), settings)).toBe("http://10.0.0.1:3000");
    expect(publicOrigin(headers(sent), { ...settings, TRUSTED_PROXY_HOPS: 1 })).toBe("https://vitrine.example");
    const appended = { host: "10.0.0.1:3000", "x-forwarded-host": "evil.example, vitrine.example", "x-forwarded-proto": "http, https" };
    expect(publicOrigin(headers(appended), { ...settings, TRUSTED_PROXY_HOPS: 1 })).toBe("https://vitrine.example");
  });

  test("a Host that is no host is not repeated", () => {
    for (const host of ["", "evil.example/path", "user@evil.example", "a b", "x:99999", "-", "a".repeat(300), "évil.example", "a\r\nb"]) {
      expect(publicOrigin(headers({ host }), settings)).toBe("http://localhost:3000");
    }
    expect(publicOrigin(headers({}), settings)).toBe("http://localhost:3000");
  });
});
