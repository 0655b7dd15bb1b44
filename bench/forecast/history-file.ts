import { readFileSync } from "node:fs";
import { type FlowHistory, flowHistory, type Transition } from "@/lib/domain/forecast/flow/history";

/** A history as rows `item_id,from_state,to_state,at`; the state in which items are done is the one in which most of them end. */
export function readHistory(path: string, done?: readonly string[]): FlowHistory {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const columns = head.split(",").map((name) => name.trim());
  const at = (name: string) => {
    const index = columns.indexOf(name);
    if (index < 0) throw new Error(`${path} has no column ${name}; it needs item_id, to_state and at.`);
    return index;
  };
  const [item, state, time] = [at("item_id"), at("to_state"), at("at")];
  const transitions = lines.map((line, index): Transition => {
    const cells = line.split(",");
    const when = new Date(cells[time] ?? "");
    if (Number.isNaN(when.getTime())) throw new Error(`${path}, line ${index + 2}: ${cells[time]} is no instant.`);
    return { itemId: cells[item] ?? "", state: cells[state] ?? "", at: when };
  });
  return flowHistory(transitions, done ?? [usualEnd(transitions)]);
}

function usualEnd(transitions: readonly Transition[]): string {
  const last = new Map<string, Transition>();
  for (const each of transitions) {
    const known = last.get(each.itemId);
    if (known === undefined || known.at <= each.at) last.set(each.itemId, each);
  }
  const counts = new Map<string, number>();
  for (const { state } of last.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
