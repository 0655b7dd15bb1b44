import type { Reader } from "./client";

type Results<Reads extends readonly (() => PromiseLike<unknown>)[]> = {
  -readonly [Place in keyof Reads]: Awaited<ReturnType<Reads[Place]>>;
};

/**
 * Runs statements that do not need each other's answers: in one flight on a pipelined connection, which spares a round trip
 * for each, and one after the other on any other, where a second statement would only wait in a queue. In which order they
 * reach Postgres is not promised.
 */
export async function together<const Reads extends readonly (() => PromiseLike<unknown>)[]>(
  reader: Reader,
  reads: Reads,
): Promise<Results<Reads>> {
  if (isPipelined(reader)) return (await Promise.all(reads.map((read) => read()))) as Results<Reads>;
  const results: unknown[] = [];
  for (const read of reads) results.push(await read());
  return results as Results<Reads>;
}

/** A transaction's own connection says whether it is pipelined; Drizzle keeps it in its session. */
function isPipelined(reader: Reader): boolean {
  const { session } = reader._ as unknown as { session?: { client?: { pipeline?: boolean } } };
  return session?.client?.pipeline === true;
}
