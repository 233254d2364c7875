import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // No image service: what is shown is ours (SVG) or a data: URL.
  images: { unoptimized: true },
  // A thread of the playground is saved through an action, with answers of up to 250,000 characters.
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
};

export default config;
