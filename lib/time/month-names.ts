/** The languages whose names of months are read: a tool's export is written in that of whoever exported it. */
const languages = "en de fr es it pt nl sv da nb pl cs fi hu ro tr ru uk".split(" ");

/** Java's old short name of the German March, which no calendar knows any more. */
const others: readonly (readonly [string, number])[] = [["mrz", 3]];

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}|\./gu, "")
    .toLowerCase();

/** Name → month. No name means two months in two of these languages. */
let known: ReadonlyMap<string, number> | undefined;

function namesOfMonths(): ReadonlyMap<string, number> {
  const names = new Map(others);
  for (const language of languages) {
    for (const month of ["short", "long"] as const) {
      // Alone a month stands in another case than beside its day: "styczeń", "12 stycznia".
      for (const style of [{ month }, { month, day: "numeric" }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" });
        for (let number = 1; number <= 12; number++) {
          const parts = format.formatToParts(new Date(Date.UTC(2026, number - 1, 15)));
          names.set(plain(parts.find(({ type }) => type === "month")?.value ?? ""), number);
        }
      }
    }
  }
  return names;
}

/** The month (1 to 12) that a name means, whole or by its first letters, three at least: "Okt", "févr.", "December". */
export function monthNamed(written: string): number | undefined {
  known ??= namesOfMonths();
  const name = plain(written);
  const whole = known.get(name);
  if (whole !== undefined || name.length < 3) return whole;
  const begun = new Set([...known].flatMap(([each, month]) => (each.startsWith(name) ? [month] : [])));
  const [month] = begun;
  // "jui" begins both juin and juillet.
  return begun.size === 1 ? month : undefined;
}
