import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "@/scripts/launch/root.mjs";

export type YardstickEvent = { id: string; title: string; start: string; end: string };
export type YardstickPlan = { view: "week" | "quarter"; date: string; events: YardstickEvent[] };

export type YardstickServer = {
  url: string;
  /** What the calendars show from now on. */
  show: (plan: YardstickPlan) => void;
  stop: () => Promise<void>;
};

/** The calendars that many products are built with, each on a page of its own. */
export const yardsticks = [
  {
    name: "FullCalendar",
    path: "/full-calendar",
    event: ".bench-event",
  },
  { name: "react-big-calendar", path: "/react-big-calendar", event: ".rbc-event" },
] as const;

/**
 * Serves other calendars with the very same events, which lie ready as a file: built for production, compressed as our own pages
 * are, and without a server's work for them.
 */
export async function startYardsticks(): Promise<YardstickServer> {
  const outdir = await mkdtemp(join(tmpdir(), "signalbox-yardsticks-"));
  await build({
    absWorkingDir: root,
    entryPoints: yardsticks.map(({ path }) => `bench/calendar/yardsticks${path}.mjs`),
    outdir,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const files = new Map<string, { type: string; body: Buffer }>();
  for (const { path } of yardsticks) {
    for (const [ending, type] of [
      ["js", "text/javascript"],
      ["css", "text/css"],
    ] as const) {
      files.set(`${path}.${ending}`, { type, body: gzipSync(await readFile(join(outdir, `${path}.${ending}`))) });
    }
    files.set(path, { type: "text/html", body: gzipSync(pageOf(path)) });
  }
  await rm(outdir, { recursive: true });
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    if (file === undefined) return void response.writeHead(404).end();
    response
      .writeHead(200, { "content-type": `${file.type}; charset=utf-8`, "content-encoding": "gzip" })
      .end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (plan) => {
      files.set("/events.json", { type: "application/json", body: gzipSync(JSON.stringify(plan)) });
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const pageOf = (path: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Yardstick</title>
<link rel="stylesheet" href="${path}.css"></head>
<body style="margin:8px;font:14px system-ui"><div id="calendar"></div>
<script type="module" src="${path}.js"></script></body></html>`;
