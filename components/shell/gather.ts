/** The first of several that come close together waits this long for the others. */
const closeMillis = 25;

/**
 * Gathers what comes close together and hands it on at once: the first soon, then not more often than once per pause, however much
 * comes.
 */
export function gather<T>(handOn: (gathered: T[]) => void, pauseMillis: number) {
  let gathered: T[] = [];
  let handedOnAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    handedOnAt = performance.now();
    const all = gathered;
    gathered = [];
    handOn(all);
  };
  return {
    add(one: T) {
      gathered.push(one);
      timer ??= setTimeout(flush, Math.max(closeMillis, handedOnAt + pauseMillis - performance.now()));
    },
    stop: () => clearTimeout(timer),
  };
}
