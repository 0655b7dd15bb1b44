/** What the server says of a change: something of this noun, the one with this id; `all`: anything may have changed; `none`: nothing has. */
export type LiveChange = { noun: string; id?: string };

type Listener = (changes: readonly LiveChange[]) => void;
const listeners = new Set<Listener>();

/** A query with this as its `meta` is kept true by the component that asks it: it knows better than to ask for all of it again. */
export const keptByItsComponent = { live: "own" } as const;

let isOpen = false;

/** Whether the stream of changes has said anything: it begins with a word. What is read from then on misses nothing. */
export const isStreamOpen = () => isOpen;

export function tellOfChanges(changes: readonly LiveChange[]): void {
  isOpen = true;
  for (const listener of listeners) listener(changes);
}

/** Calls the listener with what changed, many at once when they come close together. Returns the function that ends it. */
export function onLiveChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
