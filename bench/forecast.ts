import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readQuestions } from "./forecast/given-questions";
import { readHistory } from "./forecast/history-file";
import { askOwnQuestions } from "./forecast/own-questions";
import { type Score, score } from "./forecast/score";
import { scoreTable } from "./forecast/score-table";
import { measureSpeed } from "./forecast/speed";
import type { BenchPart, Figure } from "./part";

/** Histories with known answers are not shipped with the repository; without them only the speed is measured. */
const data = fileURLToPath(new URL("../../shared/data/handoff/", import.meta.url));
const questionsFile = `${data}forecast-questions-developers.json`;

const seed = 1;
/** Drawn of each kind where the given ones were in sight when constants were chosen: so many that halves hardly swing by chance. */
const otherDays = 400;

/** Every history of events that lies there. */
const historiesIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith("_events.csv"))
    .map((file) => file.replace(/\.csv$/, ""))
    .sort();

/** Whether forecasts hold as often as they say, on histories whose end is known; and what two million draws take. */
export const forecastPart: BenchPart = {
  name: "forecast",
  async run({ say }) {
    const figures: Figure[] = [];
    if (existsSync(questionsFile)) {
      const given = readQuestions(questionsFile);
      for (const name of historiesIn(data)) {
        const { history } = readHistory(`${data}${name}.csv`, new Date());
        const drawn = askOwnQuestions(history, seed, given.has(name) ? otherDays : undefined);
        const questions = given.get(name) ?? drawn;
        say(
          `${questions.length} questions about ${name}, ${questions === drawn ? "drawn, for none are given" : "given"}`,
        );
        const scores = score(history, questions);
        console.log(scoreTable(name, scores));
        figures.push(...scores.filter(({ part }) => part === "all").flatMap((each) => scoreFigures(name, each)));
        // Constants were chosen with the given questions in sight: other days of the same history tell whether they hold there, too.
        if (questions !== drawn) console.log(scoreTable(`${name}, other days`, score(history, drawn)));
      }
    } else say("no histories with known answers here: only the speed");
    say("two hundred releases");
    return [...figures, ...measureSpeed()];
  },
};

function scoreFigures(
  name: string,
  { kind, questions, apart, held, loss, baselineHeld, baselineLoss }: Score,
): Figure[] {
  const of = `${kind}, ${name}`;
  const marks = [
    { mark: "P50", n: 0, within: [45, 55] as const },
    { mark: "P85", n: 1, within: [80, 90] as const },
  ];
  return [
    ...marks.map(
      ({ mark, n, within }): Figure => ({
        name: `${mark} holds: ${of}`,
        unit: "%",
        value: Math.round(1000 * (held[n] ?? 0)) / 10,
        yardstick: { name: "the plain bootstrap", value: Math.round(1000 * (baselineHeld[n] ?? 0)) / 10 },
        boundBy: `${questions} questions with ${apart} answers that have nothing to do with each other: one of those is ${(100 / apart).toFixed(1)} %`,
        within,
      }),
    ),
    {
      name: `pinball loss: ${of}`,
      unit: "days",
      value: loss,
      yardstick: { name: "the plain bootstrap", value: baselineLoss },
      boundBy: "what nobody could know that day",
      aim: baselineLoss,
    },
  ];
}
