# Built where npm is, run where neither npm nor a shell is: all that the server needs at run time is in dist/.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build

FROM gcr.io/distroless/nodejs24-debian13:nonroot
WORKDIR /app
COPY --from=build /build/dist ./dist
COPY LICENSE ./
USER 65532:65532
ENV NODE_ENV=production \
    PORTONE_V1_HTTP=1 \
    PORTONE_V1_HOST=0.0.0.0 \
    PORTONE_V1_PORT=3000
EXPOSE 3000
# Alive, not ready: a server that waits for PortOne or Redis is not to be restarted for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s --retries=3 \
  CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORTONE_V1_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# The image's own entry point is Node.
CMD ["dist/main.js"]
