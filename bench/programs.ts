import { type Program, startWeb, startWorker } from "@/scripts/testing/start-program";
import type { BenchServer } from "./bench-server";
import { residentMegabytes } from "./memory";
import type { RunningProgram, RunningWeb } from "./part";

/** What is kept of a program that a part has started, to say at the end what it takes. */
export type Watched = Program & { name: "web" | "worker"; freshMegabytes: number };

export type ProgramStarter = {
  startWeb: (env?: Record<string, string>) => Promise<RunningWeb>;
  startWorker: (env?: Record<string, string>) => Promise<RunningProgram>;
  started: Watched[];
};

/** Starts programs of the production build on one database, with the command line and the environment of `npm start`. */
export function programStarter({ dataDirectory, secret }: BenchServer, databaseUrl: string): ProgramStarter {
  const ground = { dataDirectory, databaseUrl, secret };
  const started: Watched[] = [];
  const watch = <P extends Program>(name: Watched["name"], program: P): P => {
    started.push({ ...program, name, freshMegabytes: residentMegabytes(program.pid) });
    return program;
  };
  return {
    started,
    startWeb: async (env) => watch("web", await startWeb(ground, env)),
    startWorker: async (env) => watch("worker", await startWorker(ground, env)),
  };
}
