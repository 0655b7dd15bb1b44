import { basename } from "node:path";
import { parseArgs } from "node:util";
import { connect } from "@/db/client";
import { isZone } from "@/lib/time/zone";
import { Mishap, runCommand } from "@/scripts/launch/terminal.mjs";
import { readHandovers, readKeptForecasts, readOwnHistory } from "./forecast/database-history";
import { readQuestions } from "./forecast/given-questions";
import { readHistory } from "./forecast/history-file";
import { askOwnQuestions } from "./forecast/own-questions";
import { replayHandovers } from "./forecast/replay";
import { scoreSaid } from "./forecast/said";
import { score } from "./forecast/score";
import { scoredTable, scoreTable } from "./forecast/score-table";

const usage = `Usage: npm run score -- <history.csv> … [options]
       npm run score -- --database

  A history tells of changes (which item, to which state, when) or has a column per state; it is read as the import of an installation
  reads it. Without --questions some are drawn from it: when were the next items finished, how long did an open one take? Each is
  answered with what was known at its moment.

  --done <state>       the state in which an item is done; else the one in which most of them end
  --zone <zone>        of times that name none, as in Europe/Berlin; else UTC
  --month-first        03/04/2026 is the 4th of March
  --questions <file>   questions with answers, by the name of the history
  --database           the hand-overs of this installation (DATABASE_URL, else the embedded database): its own forecast replayed on them
                       and as it was said, and the forecast of bare flow`;

const options = {
  done: { type: "string", multiple: true },
  zone: { type: "string", default: "UTC" },
  "month-first": { type: "boolean", default: false },
  questions: { type: "string" },
  database: { type: "boolean", default: false },
} as const;
const seed = 1;

await runCommand(async () => {
  const { values, positionals } = readArguments();
  if (positionals.length === 0 && !values.database) throw new Mishap(usage);
  if (!isZone(values.zone)) throw new Mishap(`--zone: ${values.zone} is no time zone, as in Europe/Berlin.`);
  const reading = { zone: values.zone, dayFirst: !values["month-first"] };
  const given = values.questions === undefined ? undefined : readQuestions(values.questions);
  for (const path of positionals) {
    const name = basename(path).replace(/\.csv$/, "");
    const { history, badRows, badItems } = readHistory(path, new Date(), values.done, reading);
    console.log(scoreTable(name, score(history, given?.get(name) ?? askOwnQuestions(history, seed), progressOf(name))));
    if (badRows > 0)
      console.log(
        `  Left out: ${badItems} items with ${badRows} rows that make no sense; the import's preview names them.`,
      );
    console.log();
  }
  if (values.database) await scoreInstallation();
});

/** One line at the terminal that counts, and is gone when the table comes; into a file or a pipe nothing is written. */
function progressOf(name: string): (answered: number, of: number) => void {
  const { stderr } = process;
  return (answered, of) => {
    if (!stderr.isTTY) return;
    stderr.cursorTo(0);
    stderr.clearLine(0);
    if (answered < of) stderr.write(`${name}: ${answered} of ${of} questions answered …`);
  };
}

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Mishap(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

async function scoreInstallation(): Promise<void> {
  const connection = connect(process.env.DATABASE_URL ?? "", { name: "signalbox-score" });
  try {
    const history = await readOwnHistory(connection.pool);
    const replayed = replayHandovers(await readHandovers(connection.db));
    const kept = await readKeptForecasts(connection.db, history);
    const tables = [
      scoredTable(
        "Signalbox's own forecast, replayed on past hand-overs: when will QA have accepted? It is given what was known that moment,\nwithout timetable and signatures.",
        scoreSaid(replayed),
      ),
      scoredTable(
        "Signalbox's own forecast, as it was said at the time: when will the release have arrived? With timetable and signatures.",
        scoreSaid(kept),
      ),
      scoreTable(
        "The forecast of bare flow, on this installation's hand-overs as steps from hand-over to release.",
        score(history, askOwnQuestions(history, seed), progressOf("bare flow")),
      ),
    ];
    console.log(tables.join("\n\n"));
  } finally {
    await connection.end();
  }
}
