import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { type BenchServer, startBenchServer } from "./bench-server";
import { bookingPart } from "./booking";
import { calendarPart } from "./calendar";
import { forecastPart } from "./forecast";
import { residentMegabytes } from "./memory";
import { openingPart } from "./opening";
import type { BenchPart, Figure } from "./part";
import { planningPart } from "./planning";
import { figuresAsText, meetsAim } from "./print-figures";
import { programStarter, type Watched } from "./programs";
import { rehearsalPart } from "./rehearsal";
import { schedulePart } from "./schedule";

const parts: BenchPart[] = [
  openingPart,
  bookingPart,
  schedulePart,
  planningPart,
  calendarPart,
  rehearsalPart,
  forecastPart,
];

const names = parts.map(({ name }) => name).join(", ");
const wanted = readOnly()?.split(",");
const unknown = wanted?.filter((name) => !parts.some((part) => part.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. There are ${names}.`);
  process.exit(1);
}

console.log(machineInWords());
const server = await startBenchServer();
const figures: Figure[] = [];
try {
  for (const part of parts.filter(({ name }) => wanted?.includes(name) ?? true)) {
    figures.push(...(await measure(part, server)));
  }
} finally {
  await server.stop();
}
const missed = figures.filter((figure) => !meetsAim(figure));
if (missed.length > 0) console.log(`\nNot what it is meant to be: ${missed.map(({ name }) => name).join("; ")}.`);

/** The parts that are asked for; all of them where nothing is. */
function readOnly(): string | undefined {
  try {
    return parseArgs({ options: { only: { type: "string" } } }).values.only;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`Usage: npm run bench -- [--only <part>,<part>]\nThere are ${names}.`);
    process.exit(1);
  }
}

/** What the figures were measured on, and whether it had other work to do: then they say little. */
function machineInWords(): string {
  const [cpu] = cpus();
  const load = loadavg()[0] ?? 0;
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}, ${process.platform}`;
  const isBusy = load > cpus().length / 4;
  return isBusy
    ? `${machine}\nThe machine is busy with something else (load ${load.toFixed(1)}): read the ratios, not the values.`
    : machine;
}

async function measure(part: BenchPart, server: BenchServer): Promise<Figure[]> {
  console.log(`\n${part.name}`);
  const databaseUrl = await server.createDatabase(`bench_${part.name}`);
  // The product reads its settings from the environment; this process is one of its processes while it measures.
  Object.assign(process.env, { DATABASE_URL: databaseUrl, SIGNALBOX_SECRET: server.secret });
  const programs = programStarter(server, databaseUrl);
  try {
    const { startWeb, startWorker } = programs;
    const say = (line: string) => console.log(`  ${line} …`);
    const measured = await part.run({ databaseUrl, secret: server.secret, startWeb, startWorker, say });
    const all = [...measured, ...memoryFigures(programs.started)];
    console.log(figuresAsText(all));
    return all;
  } finally {
    for (const program of programs.started) await program.stop();
  }
}

/** What the programs take that still run when their part is done. */
function memoryFigures(started: readonly Watched[]): Figure[] {
  return started
    .filter((program) => program.isRunning())
    .map(({ name, pid, freshMegabytes }) => ({
      name: `memory of the ${name} after it`,
      unit: "MB",
      value: residentMegabytes(pid),
      yardstick: { name: "the same process when it had just started", value: freshMegabytes },
      boundBy: "what Node keeps of its heap; it gives back late",
    }));
}
