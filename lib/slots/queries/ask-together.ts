/** More than these are read in a turn of their own. */
const mostTogether = 1_000;

type Read<Value> = (ids: string[]) => Promise<Map<string, Value>>;
type Turn<Value> = { ids: Set<string>; answer: Promise<Map<string, Value>> };
type Line<Value> = { reading: Promise<unknown>; next?: Turn<Value> };

/**
 * Lets those who ask for the same kind of thing in the same moment share one reading: whoever asks while a reading is under way takes
 * part in the next one. A reading that began before one asked is never shared: it may not have seen the change that one was told of.
 * `key` says what may be shared, rights included. An error is everybody's who took part.
 */
export function askTogether<Value>() {
  const lines = new Map<string, Line<Value>>();

  function begin(key: string, ids: readonly string[], read: Read<Value>): Promise<Map<string, Value>> {
    const answer = read([...ids]);
    const line: Line<Value> = { reading: answer };
    lines.set(key, line);
    const leave = () => {
      if (lines.get(key) === line && line.next === undefined) lines.delete(key);
    };
    answer.then(leave, leave);
    return answer;
  }

  return function ask(key: string, ids: readonly string[], read: Read<Value>): Promise<Map<string, Value>> {
    const line = lines.get(key);
    if (line === undefined) return begin(key, ids, read);
    if (line.next !== undefined && line.next.ids.size + ids.length <= mostTogether) {
      for (const id of ids) line.next.ids.add(id);
      return line.next.answer;
    }
    const wanted = new Set(ids);
    const start = () => begin(key, [...wanted], read);
    line.next = { ids: wanted, answer: line.reading.then(start, start) };
    return line.next.answer;
  };
}
