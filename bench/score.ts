import { basename } from "node:path";
import { parseArgs } from "node:util";
import { connect } from "@/db/client";
import { readOwnHistory } from "./forecast/database-history";
import { readQuestions } from "./forecast/given-questions";
import { readHistory } from "./forecast/history-file";
import { askOwnQuestions } from "./forecast/own-questions";
import { score } from "./forecast/score";
import { scoreTable } from "./forecast/score-table";

const usage = `Usage: npm run score -- <history.csv> … [options]
       npm run score -- --database

  A history has the columns item_id, to_state and at. Without --questions some are drawn from it: when were the next items finished,
  how long did an open one take? Each is answered with what was known at its moment.

  --done <state>       the state in which an item is done; else the one in which most of them end
  --questions <file>   questions with answers, by the name of the history
  --database           the hand-overs of the installation that DATABASE_URL names`;

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
    console.log(scoreTable("This installation's hand-overs", score(history, askOwnQuestions(history, seed))));
  } finally {
    await connection.end();
  }
}
