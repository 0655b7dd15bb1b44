import { gradeInWords } from "@/lib/domain/freeze";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { freezeTimeInWords } from "@/lib/domain/freeze-words";
import type { Range } from "@/lib/time/range";

type Closing = {
  grade: FreezeGrade;
  during: Range;
  stopsTheLine: boolean;
  where: string;
  only: readonly string[];
  except: readonly string[];
};

/** Where a freeze that names no environment closes. */
export const everywhere = "every environment";

/** "A", "A and B", "A, B and C". */
export function listInWords(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/**
 * What goes after the name of a freeze: " closes Production for all but hotfixes, but not Platform, Thu 26 Nov …."; after a stopped line's
 * ": nothing opens there since …, until it is lifted."
 */
export function closingWords({ grade, where, only, except, ...time }: Closing, zone: string): string {
  if (time.stopsTheLine) {
    const place = where === everywhere ? "anywhere" : `in ${where}`;
    return `: nothing opens ${place} ${freezeTimeInWords({ ...time, zone })}.`;
  }
  const parts = [
    `closes ${where} ${gradeInWords(grade)}`,
    only.length > 0 && `only ${listInWords(only)}`,
    except.length > 0 && `but not ${listInWords(except)}`,
    freezeTimeInWords({ ...time, zone }),
  ];
  return ` ${parts.filter(Boolean).join(", ")}.`;
}
