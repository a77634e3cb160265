# The standalone server, for hosts of your own: needs DATABASE_URL; lib/hosting/operations.md tells the rest.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 XIO_STANDALONE=true
RUN node node_modules/next/dist/bin/next build && node lib/terminal/edge.mjs

FROM node:24-bookworm-slim
WORKDIR /app
# HOST tells XIO that it serves others than this machine, HOSTNAME where Next listens. Idle connections outlive balancers'.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NEXT_MANUAL_SIG_HANDLE=true HOST=0.0.0.0 HOSTNAME=0.0.0.0 PORT=3000 KEEP_ALIVE_TIMEOUT=65000
COPY --from=build /src/.next/standalone ./
COPY --from=build /src/.next/static ./.next/static
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/v1/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
