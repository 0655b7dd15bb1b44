import { basename } from "node:path";
import { parseArgs } from "node:util";
import { connect } from "@/db/client";
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

  A history has the columns item_id, to_state and at. Without --questions some are drawn from it: when were the next items finished,
  how long did an open one take? Each is answered with what was known at its moment.

  --done <state>       the state in which an item is done; else the one in which most of them end
  --questions <file>   questions with answers, by the name of the history
  --database           the hand-overs of the installation that DATABASE_URL names: its own forecast replayed on them and as it was said,
                       and the forecast of bare flow`;

const options = {
  done: { type: "string", multiple: true },
  questions: { type: "string" },
  database: { type: "boolean" },
} as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
if (positionals.length === 0 && !values.database) {
  console.log(usage);
  process.exit(1);
}
const seed = 1;
const given = values.questions === undefined ? undefined : readQuestions(values.questions);
for (const path of positionals) {
  const name = basename(path).replace(/\.csv$/, "");
  const history = readHistory(path, values.done);
  console.log(`${scoreTable(name, score(history, given?.get(name) ?? askOwnQuestions(history, seed)))}\n`);
}
if (values.database) {
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
        score(history, askOwnQuestions(history, seed)),
      ),
    ];
    console.log(tables.join("\n\n"));
  } finally {
    await connection.end();
  }
}
