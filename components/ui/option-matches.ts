/** Whether what is typed is a part of the words, whatever their case; `_` and a space are the same ("New_York", "new york"). */
export function matchesTyped(words: string, typed: string): boolean {
  return plain(words).includes(plain(typed).trim());
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[_\s]+/g, " ");
