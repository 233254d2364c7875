import { describe, expect, test } from "vitest";
import { refuseAddress } from "./address";

describe("an address on the own network", () => {
  test.each([
    "http://localhost:11434/v1",
    "http://127.0.0.1/v1",
    "https://10.1.2.3",
    "http://192.168.1.5:8000",
    "http://172.31.0.1",
    "http://[::1]:8080",
    "http://[fd12::1]",
    "http://[::ffff:127.0.0.1]",
    "http://[::ffff:10.0.0.1]:80/x",
    "http://0.0.0.0",
    "http://2130706433/v1",
    "http://0x7f.1/v1",
  ])("%s needs to be allowed", async (url) => {
    expect(await refuseAddress(url, false)).toBe("local_address");
    expect(await refuseAddress(url, true)).toBeNull();
  });
});

test.each(["http://169.254.169.254/latest", "https://[fe80::1]", "http://[fd00:ec2::254]", "http://[::ffff:169.254.169.254]"])(
  "%s serves secrets and is refused always",
  async (url) => {
    expect(await refuseAddress(url, true)).toBe("metadata_address");
  },
);

test("a public address is https", async () => {
  expect(await refuseAddress("http://1.1.1.1/v1", true)).toBe("not_https");
  expect(await refuseAddress("https://1.1.1.1/v1", false)).toBeNull();
});

test.each(["", "ftp://x", "file:///etc/passwd", "https://1.1.1.1/#a", "//x"])("%j is no address", async (url) => {
  expect(await refuseAddress(url, true)).toBe("invalid_url");
});

test("a query is the gateway's; a user name and a password are named", async () => {
  expect(await refuseAddress("https://1.1.1.1/openai/deployments/d?api-version=2025-01-01", false)).toBeNull();
  for (const url of ["https://user:pass@1.1.1.1/v1", "http://user@127.0.0.1/v1", "https://:pass@1.1.1.1"]) {
    expect(await refuseAddress(url, true)).toBe("url_with_credentials");
  }
});

test("a host nobody knows", async () => {
  expect(await refuseAddress("https://nobody.invalid/v1", true)).toBe("unknown_host");
});
