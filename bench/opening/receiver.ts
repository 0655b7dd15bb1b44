import { spawn } from "node:child_process";
import { join } from "node:path";
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
