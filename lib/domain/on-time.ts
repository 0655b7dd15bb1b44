/** So much later than planned is still on time: on the boards, the train's page and in the insights alike. */
export const onTimeMinutes = 5;

export function isOnTime(plannedAt: Date, leftAt: Date): boolean {
  return leftAt.getTime() - plannedAt.getTime() <= onTimeMinutes * 60_000;
}

/** "9 of 11 left on time, within 5 min of their plan", of those that have left; undefined when none has. */
export function onTimeInWords(departures: readonly { plannedAt: Date; departedAt: Date | null }[]): string | undefined {
  const left = departures.flatMap(({ plannedAt, departedAt }) => (departedAt ? [{ plannedAt, departedAt }] : []));
  if (left.length === 0) return undefined;
  const onTime = left.filter(({ plannedAt, departedAt }) => isOnTime(plannedAt, departedAt));
  return `${onTime.length} of ${left.length} left on time, within ${onTimeMinutes} min of their plan`;
}
