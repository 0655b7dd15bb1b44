import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@/scripts/launch/root.mjs";

export type RunningSignalbox = {
  /** http://localhost:<port> */
  url: string;
  port: number;
  dataDirectory: string;
  /** Printed once, as long as nobody has set the installation up. */
  setupToken: string | undefined;
  /** The launcher's own process. */
  pid: number;
  /** Everything it has printed so far. */
  output: () => string;
  /** The process id of one of its parts now. */
  pidOf: (part: "web" | "worker" | "receiver" | "postgres") => number;
  /** The embedded database's address, password included. */
  databaseUrl: () => string;
  signal: (signal: NodeJS.Signals) => void;
  /** Settles when the launcher is gone: its exit code, or null after a signal. */
  exited: Promise<number | null>;
  /** Asks it to stop and waits for it. */
  stop: () => Promise<number | null>;
};

export type StartOptions = {
  dataDirectory: string;
  demo?: boolean;
  /** Over the environment of the test; `PORT` is any free one unless told. */
  env?: Record<string, string>;
};

const readyWithinMillis = 120_000;

/** Starts a whole Signalbox as `npm start` does and waits for its one line. Rejects with all it has said when it ends before. */
export async function startSignalbox(options: StartOptions): Promise<RunningSignalbox> {
  const { child, exited, output } = spawnSignalbox(options);
  const ready = /^Signalbox is ready: (http:\/\/localhost:(\d+))/m;
  const [, url = "", port = ""] = await waitFor(child, exited, output, ready).catch((error: unknown) => {
    // Nobody has a handle on it yet: left alone it would run on after the test.
    child.kill("SIGTERM");
    throw error;
  });
  const { dataDirectory } = options;
  const read = (...path: string[]) => readFileSync(join(dataDirectory, ...path), "utf8");
  const pidFile = () => read("postgres", "postmaster.pid").split("\n");
  return {
    url,
    port: Number(port),
    dataDirectory,
    setupToken: /token=(\S+)/.exec(output())?.[1],
    pid: child.pid ?? 0,
    output,
    pidOf: (part) => (part === "postgres" ? Number(pidFile()[0]) : JSON.parse(read("run", `${part}.json`)).pid),
    databaseUrl: () => `postgresql://signalbox:${read("postgres-password").trim()}@127.0.0.1:${pidFile()[3]}/signalbox`,
    signal: (signal) => child.kill(signal),
    exited,
    stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

/** Starts one that is expected to refuse, and waits for its end. */
export async function startRefused(options: StartOptions): Promise<{ code: number | null; output: string }> {
  const { exited, output } = spawnSignalbox(options);
  return { code: await exited, output: output() };
}

function spawnSignalbox({ dataDirectory, demo = false, env = {} }: StartOptions) {
  const script = join(root, "scripts", demo ? "demo.mjs" : "start.mjs");
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: "", SIGNALBOX_SECRET: "", PORT: "0", ...env, SIGNALBOX_DATA: dataDirectory },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const collect = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const exited = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, exited, output: () => text };
}

async function waitFor(child: ChildProcess, exited: Promise<unknown>, output: () => string, wanted: RegExp) {
  const found = new Promise<RegExpExecArray>((resolve) => {
    const look = () => {
      const match = wanted.exec(output());
      if (match) resolve(match);
    };
    child.stdout?.on("data", look);
  });
  const ended = exited.then(() => {
    throw new Error(`Signalbox ended before it was ready:\n${output()}`);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Signalbox was not ready in time:\n${output()}`)), readyWithinMillis);
  });
  try {
    return await Promise.race([found, ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
