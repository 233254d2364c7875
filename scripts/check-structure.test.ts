import { expect, test } from "vitest";
import { lockProblems } from "./check-lock.mjs";
import { missingPaths, structureProblems } from "./check-structure.mjs";
import { MAY_IMPORT } from "./structure/layers.mjs";

const SOUND = {
  "lib/errors.ts": "export const ERRORS = {};",
  "lib/genui/tree.ts": 'import { ERRORS } from "../errors";\nexport const tree = ERRORS;',
  "app/page.tsx": 'import { tree } from "@/lib/genui/tree";\nexport default () => tree;',
};

function problems(seed: Record<string, string>): string[] {
  return structureProblems(new Map(Object.entries({ ...SOUND, ...seed })));
}

test("a sound project has no problem", () => {
  expect(problems({})).toEqual([]);
});

test.each<[string, Record<string, string>, string]>([
  [
    "an import against the direction",
    { "lib/errors.ts": 'import "./genui/tree";' },
    "lib/errors.ts:1 errors may not import genui (lib/genui/tree.ts)",
  ],
  ["lib importing a page", { "lib/genui/tree.ts": '\nimport "@/app/page";' }, "lib/genui/tree.ts:2 lib may not import app/page.tsx"],
  ["a re-export against the direction", { "lib/errors.ts": 'export * from "./genui/tree";' }, "errors may not import genui"],
  [
    "a room of genui that knows a later one",
    { "lib/genui/read/a.ts": '\nimport type { B } from "../write/b";', "lib/genui/write/b.ts": 'import "../read/a";\nexport type B = 1;' },
    "lib/genui/read/a.ts:2 a room of lib/genui may not import a later one (lib/genui/write/b.ts)",
  ],
  [
    "a room of genui without a place",
    { "lib/genui/things/a.ts": "", "app/a.ts": 'import "@/lib/genui/things/a";' },
    "lib/genui has no such room",
  ],
  [
    "a room of the playground that knows a later one",
    { "components/playground/thread/a.ts": 'import "../conversation/b";', "components/playground/conversation/b.ts": "" },
    "components/playground/thread/a.ts:1 a room of components/playground may not import a later one",
  ],
  [
    "a renderer that knows a page",
    { "components/renderer/a.ts": 'import "@/components/playground/sheet";', "components/playground/sheet.tsx": "" },
    "components/renderer/a.ts:1 components/renderer may not import components/playground/sheet.tsx",
  ],
  ["a part of lib without a rule", { "lib/things/a.ts": "", "app/a.ts": 'import "@/lib/things/a";' }, 'lib has no part "things"'],
  ["a name that says nothing", { "components/ui/utils.ts": "" }, "components/ui/utils.ts:1 the name says nothing"],
  ["a name in camel case", { "components/ui/codeBlock.tsx": "" }, "kebab-case"],
  [
    "Prisma outside queries and mutations",
    { "app/a.ts": 'import { prisma } from "@/lib/prisma";', "lib/prisma.ts": "" },
    "app/a.ts:1 Prisma belongs",
  ],
  ["the environment read elsewhere", { "app/a.ts": "\nexport const a = process.env.A;" }, "app/a.ts:2 process.env"],
  ["the renderer elsewhere", { "components/keys/a.tsx": 'import "@thesysai/genui-sdk";' }, "components/keys/a.tsx:1 the renderer"],
  [
    "the renderer in the playground",
    { "components/playground/conversation/a.tsx": 'import { Renderer } from "@openuidev/react-lang";' },
    "components/playground/conversation/a.tsx:1 the renderer",
  ],
  ["a dynamic import of the renderer", { "app/a.ts": 'void import("@crayonai/react-ui");' }, "app/a.ts:1 the renderer"],
  ["a long file", { "app/a.ts": "//\n".repeat(301) }, "301 lines; 300 are allowed"],
  ["a long route", { "app/v1/route.ts": "//\n".repeat(31) }, "31 lines; 30 are allowed"],
  ["a long function", { "app/a.ts": `export function a() {\n${"//\n".repeat(60)}}` }, "app/a.ts:1 a function of 62 lines"],
  ["any", { "app/a.ts": "export const a: any = 1;" }, "app/a.ts:1 any"],
  ["Node's own fetch", { "lib/genui/tree.ts": 'void fetch("http://x");' }, "lib/genui/tree.ts:1 fetch can lose an abort"],
  [
    "signals put together",
    { "lib/genui/tree.ts": "\nexport const over = AbortSignal.any([]);" },
    "lib/genui/tree.ts:2 AbortSignal.any can lose",
  ],
  [
    "state of the process beside the one place",
    { "lib/genui/tree.ts": "const state = globalThis as { mine?: 1 };" },
    "lib/genui/tree.ts:1 what a process keeps",
  ],
  ["too deep a folder", { "lib/genui/a/b/c/d.ts": "", "app/a.ts": 'import "@/lib/genui/a/b/c/d";' }, "more than 3 folders deep"],
  ["an orphan", { "lib/ids.ts": "" }, "lib/ids.ts:1 nothing imports it"],
  ["a cycle", { "app/a.ts": 'import "./b";', "app/b.ts": 'import "./a";' }, "a cycle of imports: app/a.ts → app/b.ts → app/a.ts"],
])("%s is found", (_name, seed, expected) => {
  expect(problems(seed).join("\n")).toContain(expected);
});

const DEFINED = {
  "lib/genui/library/tables.ts": 'export const Table = define("Table", {});',
  "app/a.ts": 'import "@/lib/genui/library/tables";',
};

test.each([
  ["a branch", 'if (name === "Table") throw 0;'],
  ["a case", 'switch (name) { case "Table": }'],
  ["a key", "export const LIMITS = { Table: 200 };"],
  ["a type", 'export type Known = "Table" | null;'],
])("a component that shared code knows by name is found: %s", (_name, code) => {
  const found = problems({ ...DEFINED, "lib/genui/tree.ts": `import "../errors";\n${code}` });
  expect(found).toEqual([expect.stringContaining("lib/genui/tree.ts:2 knows Table by name")]);
});

test("its definition, what draws it, tests and words for people may name a component", () => {
  expect(
    problems({
      ...DEFINED,
      "components/renderer/draw.tsx": "export const DRAWN = { Table: null };",
      "components/ui/view.tsx": 'export default () => <section aria-label="Table" />;',
      "lib/genui/tree.test.ts": 'const name = "Table";',
    }),
  ).toEqual([]);
});

test("a file that may still name components names just as many as the list says", () => {
  const files = new Map(
    Object.entries({ ...SOUND, ...DEFINED, "lib/genui/tree.ts": 'import "../errors";\nexport const names = ["Table", "Table"];' }),
  );
  const said = (most: number) => structureProblems(files, { "lib/genui/tree.ts": most });
  expect(said(2)).toEqual([]);
  expect(said(1)).toEqual(["lib/genui/tree.ts:1 names 2 components; scripts/structure/named-components.json says 1"]);
  expect(said(3)).toHaveLength(1);
});

test("a cycle of types alone is none, for it is gone at run time", () => {
  expect(
    problems({
      "app/a.ts": 'import type { B } from "./b";\nexport type A = B;',
      "app/b.ts": 'import type { A } from "./a";\nexport type B = A;',
    }),
  ).toEqual([]);
});

test("the law has no arrow back: a part may import only what stands above it", () => {
  const above = new Set<string>();
  const back = Object.entries<string[]>(MAY_IMPORT).flatMap(([part, may]) => {
    const arrows = may.filter((other) => !above.has(other)).map((other) => `${part} → ${other}`);
    above.add(part);
    return arrows;
  });
  expect(back).toEqual([]);
});

test("a document may not name what is not there", () => {
  expect(missingPaths("README.md", "see `lib/errors.ts` and `lib/gone.ts`", (path) => path === "lib/errors.ts")).toEqual([
    "README.md:1 names lib/gone.ts, which does not exist",
  ]);
});

test("a lock without a platform package, or with an old version, is found", () => {
  const complete = {
    "node_modules/next": { version: "16.4.5", optionalDependencies: { "@next/swc-linux": "1" } },
    "node_modules/@next/swc-linux": { version: "1.0.0" },
  };
  expect(lockProblems({ packages: complete })).toEqual([]);
  expect(lockProblems({ packages: { "node_modules/next": complete["node_modules/next"] } })).toEqual([
    "node_modules/next 16.4.5: not in the lock: @next/swc-linux",
  ]);
  expect(lockProblems({ packages: { "node_modules/next-auth": { version: "4.24.9" } } })).toEqual([
    "node_modules/next-auth 4.24.9: older than 4.24.15",
  ]);
  expect(lockProblems({ packages: { "node_modules/refractor/node_modules/prismjs": { version: "1.27.0" } } })).toEqual([
    "node_modules/refractor/node_modules/prismjs 1.27.0: older than 1.30.0",
  ]);
});
