type Searched = { label: string; hint?: string; aliases?: readonly string[] };

/** Whether what is typed is a part of the words, whatever their case; `_` and a space are the same ("New_York", "new york"). */
export function matchesTyped(words: string, typed: string): boolean {
  return plain(words).includes(plain(typed).trim());
}

/**
 * The options that fit what is typed, in their order; one that bears exactly that name comes first, so that Enter takes it. One that
 * is found by another name of its own says so in its hint: nobody wonders why it stands there.
 */
export function optionsFor<Option extends Searched>(options: readonly Option[], typed: string): Option[] {
  const found = options.flatMap((option) => {
    if (matchesTyped(`${option.label} ${option.hint ?? ""}`, typed)) return [option];
    const alias = option.aliases?.find((name) => isTyped(name, typed)) ?? option.aliases?.find(fits(typed));
    return alias === undefined ? [] : [{ ...option, hint: option.hint ? `${option.hint}, ${alias}` : alias }];
  });
  const isNamed = ({ label, aliases = [] }: Option) => [label, ...aliases].some((name) => isTyped(name, typed));
  return [...found.filter(isNamed), ...found.filter((option) => !isNamed(option))];
}

const fits = (typed: string) => (name: string) => matchesTyped(name, typed);
const isTyped = (name: string, typed: string) => plain(name).trim() === plain(typed).trim();

const plain = (text: string) => text.toLowerCase().replaceAll(/[_\s]+/g, " ");
