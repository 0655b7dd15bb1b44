/** Somebody of the rota, in its order. */
export type RotaPerson = { id: string; name: string; active: boolean };

export type Conductors = { primary: RotaPerson | null; backup: RotaPerson | null };

/**
 * Who conducts a departure and who stands by, predicted from the rota: its people take turns in their order, and whoever is next stands
 * by. `turn` is counted when a departure is made, so nobody's turn moves when another departure is skipped. Somebody who has left
 * is passed over. An override, for one departure alone, comes first.
 */
export function conductorsOf(
  rota: readonly RotaPerson[],
  turn: number,
  named: { primary: RotaPerson | null; backup: RotaPerson | null },
): Conductors {
  const from = (first: number): RotaPerson[] =>
    rota.map((_, step) => rota[(first + step) % rota.length] as RotaPerson).filter(({ active }) => active);
  const inTurn = rota.length === 0 ? [] : from((((turn - 1) % rota.length) + rota.length) % rota.length);
  const primary = named.primary ?? inTurn.find(({ id }) => id !== named.backup?.id) ?? null;
  const backup = named.backup ?? inTurn.find(({ id }) => id !== primary?.id) ?? null;
  return { primary, backup };
}
