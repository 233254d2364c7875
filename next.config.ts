import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // No image service: what is shown is ours (SVG) or a data: URL.
  images: { unoptimized: true },
  // A thread of the playground is saved through an action, with answers of up to 250,000 characters.
  // Loading every page before the first request would cost a second of each start.
  experimental: { preloadEntriesOnStart: false, serverActions: { bodySizeLimit: "2mb" } },
};

export default config;
