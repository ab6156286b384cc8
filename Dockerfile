# syntax=docker/dockerfile:1
# Callscope beside an agent. docs/container.md tells how it is run, and what of it was run where this file was written.

FROM node:22-bookworm-slim AS build
# The SQLite binding is compiled when no ready one can be fetched.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends g++ make python3 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/package.json ./
COPY --from=build /src/node_modules ./node_modules
COPY --from=build /src/dist ./dist
COPY --from=build /src/dist-ui ./dist-ui
COPY --from=build /src/libs/client/client.mjs /src/libs/client/rxjs.mjs ./libs/client/
RUN install --directory --mode=0700 --owner=node --group=node /data
# Nothing but this folder is written to: the root file system may be read-only.
VOLUME /data
USER node
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "dist/apps/cli/src/main.js", "health"]
# One helper for what V8 does beside the program: four of them would make the service wait for its own cores.
ENTRYPOINT ["node", "--v8-pool-size=1", "dist/apps/telemetry/src/main.js"]
CMD ["--data", "/data"]
