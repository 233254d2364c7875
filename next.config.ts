import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // No image service: what is shown is ours (SVG) or a data: URL.
  images: { unoptimized: true },
  experimental: { serverActions: { bodySizeLimit: "256kb" } },
};

export default config;
