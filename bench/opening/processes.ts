import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { bundlePath } from "@/scripts/launch/bundles.mjs";
import { root } from "@/scripts/launch/root.mjs";

export type Arrival = { at: number; deploymentId: string };
export type Receiver = {
  url: string;
  port: number;
  take: () => Promise<Arrival[]>;
  count: () => Promise<number>;
  stop: () => void;
};

/** A real HTTP receiver in a process of its own. */
export async function startReceiver(): Promise<Receiver> {
  const child = spawn(process.execPath, [join(root, "bench", "opening", "receiver.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve) => {
    child.stdout?.once("data", (line: Buffer) => resolve(Number(line.toString())));
  });
  const url = `http://127.0.0.1:${port}`;
  const ask = async (path: string) => (await (await fetch(`${url}${path}`)).json()) as Arrival[];
  return {
    url: `${url}/deploy`,
    port,
    take: () => ask("/take"),
    count: async () => (await ask("/look")).length,
    stop: () => child.kill("SIGTERM"),
  };
}

export type Worker = { stop: () => Promise<void>; memoryMegabytes: () => number };

/** The worker as production runs it. Settles when its heartbeat is there. */
export async function startWorker(db: Database, env: Record<string, string>): Promise<Worker> {
  const child = spawn(process.execPath, ["--enable-source-maps", bundlePath("worker")], {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: "production", SIGNALBOX_PROCESS: "worker" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const { rows: before } = await db.execute(sql`select worker_id from worker_heartbeats`);
  for (;;) {
    const { rows } = await db.execute(sql`select worker_id from worker_heartbeats`);
    if (rows.length > before.length) break;
    if (child.exitCode !== null) throw new Error("the worker ended");
    await delay(50);
  }
  return {
    memoryMegabytes: () => memoryOf(child),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

/** Resident memory as Linux tells it; 0 elsewhere. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
