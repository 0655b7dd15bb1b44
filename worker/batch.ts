type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

/**
 * Gathers what is asked for at about the same time into one piece of work. Five hundred calls that go out together begin and
 * end in a few dozen transactions instead of a thousand; a single one waits for nobody.
 *
 * At most `parallel` pieces run at once; what comes meanwhile is gathered for the next. A piece that fails is repeated item by
 * item, so that one bad item fails alone.
 */
export function inBatches<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  { largest, parallel }: { largest: number; parallel: number },
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let running = 0;

  const pump = () => {
    while (running < parallel && queue.length > 0) {
      running += 1;
      void run(queue.splice(0, largest)).finally(() => {
        running -= 1;
        pump();
      });
    }
  };

  async function run(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => {
        resolve(results[index] as Result);
      });
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 && only) only.reject(error);
      else for (const each of batch) await run([each]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      // After the present turn of the event loop: whatever arrives in it goes together.
      setImmediate(pump);
    });
}
