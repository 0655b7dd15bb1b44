import { formatInstant, formatRange } from "@/lib/time/format";
import { contains } from "@/lib/time/range";
import { exceptionsFor, type FreezeRule, freezeHits, gradeInWords, type Intent } from "./freeze";

/** When a freeze closes: a stretch, or since when, where only a person can say until when. */
export function freezeTimeInWords({
  during,
  zone,
  stopsTheLine,
}: Pick<FreezeRule, "during" | "zone" | "stopsTheLine">): string {
  if (!stopsTheLine) return formatRange(during, zone);
  return `since ${formatInstant(during.start, zone)}, until it is lifted`;
}

/** "Year end closes Production for everything, Mon 21 Dec 00:00 – Mon 4 Jan 00:00 CET." */
export function closingSentence(freeze: FreezeRule, environmentName: string): string {
  return `${freeze.name} closes ${environmentName} ${gradeInWords(freeze.grade)}, ${freezeTimeInWords(freeze)}.`;
}

/** Why a freeze that is in force and in whose scope the intent lies lets it pass at this instant. */
export function passingSentence(freeze: FreezeRule, intents: readonly Intent[], instant: Date): string {
  const { name, zone, grade } = freeze;
  const exception = intents
    .filter((intent) => freezeHits(freeze, intent))
    .flatMap((intent) => exceptionsFor(freeze, intent))
    .find(({ status, during }) => status === "granted" && contains(during, instant));
  if (exception !== undefined) {
    const { grantedByName, during, reason } = exception;
    const until = formatInstant(during.end, zone);
    return `Exception from ${name}, granted by ${grantedByName ?? "a release manager"} until ${until}: ${asSentence(reason)}`;
  }
  const because = intents.some(({ purpose }) => purpose === "roll_back")
    ? "a way back is never closed"
    : `it closes ${gradeInWords(grade)}`;
  return `${name} (${freezeTimeInWords(freeze)}) lets this pass: ${because}.`;
}

const asSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
