import type { NextConfig } from "next";
import { FORM_BYTES_MAX } from "./lib/auth/form-size";

// Where the native server does not stand in front: the bare host stands for /v1/embed, as lib/http/api-path.ts says.
const toApi = (path: string) => ({ source: `/${path}/:rest*`, destination: `/v1/${path}/:rest*` });
const header = (key: string, value?: string) => ({ type: "header" as const, key, ...(value !== undefined && { value }) });
const asksForPage = [header("accept", ".*text/html.*"), header("rsc"), header("next-action")];

// The package that is published carries no proprietary renderer: what would load it loads the one on MIT packages (scripts/package.mjs).
const isForPackage = process.env.BUILD_FOR_PACKAGE === "1";
const openUi = "./components/renderer/openui/open-ui.tsx";

const config: NextConfig = {
  ...(isForPackage && { distDir: "dist/package/.next" }),
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // No image service: what is shown is ours (SVG) or a data: URL.
  images: { unoptimized: true },
  turbopack: {
    resolveAlias: {
      // Renderers run in the browser only, and diagrams in an answer's text are not drawn (they could carry script):
      // together that is two thirds of the time to build.
      "@thesysai/genui-sdk": { browser: "@thesysai/genui-sdk", default: "./components/renderer/no-renderer.ts" },
      "@/components/renderer/openui/open-ui": {
        browser: openUi,
        default: "./components/renderer/no-renderer.ts",
      },
      ...(isForPackage && {
        "@/components/renderer/gen-ui": { browser: openUi, default: "./components/renderer/no-renderer.ts" },
      }),
      mermaid: "./components/renderer/no-renderer.ts",
    },
  },
  // `npm test` checks the types; whoever only starts the server need not wait for it.
  typescript: { ignoreBuildErrors: true, ...(isForPackage && { tsconfigPath: "dist/package.tsconfig.json" }) },
  rewrites: async () => ({
    beforeFiles: [
      ...["responses", "conversations", "vector_stores", "mcp", "chat/completions"].map(toApi),
      ...["models", "files"].flatMap((path) => [
        { ...toApi(path), has: [header("authorization")] },
        { ...toApi(path), missing: asksForPage },
      ]),
    ],
  }),
  experimental: {
    serverActions: { bodySizeLimit: FORM_BYTES_MAX },
    // The copy that proxy.ts gets to see, which Next would cut off in silence.
    proxyClientMaxBodySize: FORM_BYTES_MAX,
    // Loading every page before the first request would cost a second of each start.
    preloadEntriesOnStart: false,
    // Nobody reads them, and writing them took a part of the first start's minute.
    turbopackSourceMaps: false,
    // Only whoever builds again has a use for it: scripts/build.mjs.
    turbopackFileSystemCacheForBuild: process.env.BUILD_CACHE === "1",
  },
};

export default config;
