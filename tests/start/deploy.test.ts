import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod/v4";
import { BODY_BYTES_MAX } from "../../lib/http/body";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  stop_grace_period: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string()).optional(),
});
const Compose = z.object({ services: z.record(z.string(), Service) });
const { services } = Compose.parse(parse(read("compose.yaml"), { merge: true }));
const apps = Object.entries(services).filter(([, { image }]) => image === "vitrine");

test("compose.yaml has several app processes, each read-only and with the time that a worker needs to end", () => {
  const serving = apps.filter(([, { command }]) => command === undefined);
  expect(serving.length).toBeGreaterThanOrEqual(2);
  for (const [, app] of apps) expect(app).toMatchObject({ build: ".", read_only: true, stop_grace_period: "45s" });
});

test("what it sets are settings that there are", () => {
  const known = new Set([...read(".env.example").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));
  for (const [, { environment = {} }] of apps) expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
});

test("the proxy knows every app process, lets through what the API takes, and holds back nothing that streams", () => {
  const proxy = read("deploy/nginx.conf");
  expect(services.proxy?.volumes).toEqual(["./deploy/nginx.conf:/etc/nginx/nginx.conf:ro"]);
  const named = [...proxy.matchAll(/^\s*server (\w+):3000\b/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(apps.filter(([, { command }]) => !command).map(([name]) => name)));
  expect(Number(/client_max_body_size (\d+)m;/.exec(proxy)?.[1]) * 1024 * 1024).toBe(BODY_BYTES_MAX);
  expect(proxy).toMatch(/proxy_buffering off;/);
  expect(proxy.match(/\{/g)?.length).toBe(proxy.match(/\}/g)?.length);
});

test("the image starts what the package has, as a user without rights", () => {
  const lines = read("Dockerfile");
  const last = lines.slice(lines.lastIndexOf("\nFROM "));
  expect(last).toMatch(/\nUSER node\n[\s\S]*\nHEALTHCHECK [\s\S]*\/readyz[\s\S]*\nCMD \["node", "dist\/server\.mjs"\]\n$/);
  expect(last).not.toMatch(/\n(?:RUN|ADD) /);
});
