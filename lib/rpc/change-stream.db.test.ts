import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { announce } from "@/db/notify";
import { testDatabase } from "@/db/testing/test-database";
import type { Change } from "./change-hub";
import { changeStream } from "./change-stream";
import { closeAllStreams } from "./open-streams";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A browser on the stream: what it hears, one after the other. */
async function listen(mayHear: (change: Change) => boolean = () => true, since?: Date) {
  const leaving = new AbortController();
  ends.push(() => leaving.abort());
  const response = changeStream({ mayHear, since, signal: leaving.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  const next = async (): Promise<Change | undefined> => {
    for (;;) {
      const [event, ...rest] = text.split("\n\n");
      if (event !== undefined && rest.length > 0) {
        text = rest.join("\n\n");
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined) return JSON.parse(data) as Change;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += new TextDecoder().decode(value);
    }
  };
  return { response, next, leave: () => leaving.abort() };
}

const listeners = () =>
  testDatabase().db.execute<{ pid: number }>(
    sql`select pid from pg_stat_activity where application_name = 'signalbox-listen' and datname = current_database()`,
  );

/** Listening begins with the first stream and takes a moment: announces until it is heard. */
async function listening(next: () => Promise<Change | undefined>) {
  const heard = next();
  const id = "first";
  let done = false;
  void heard.then(() => {
    done = true;
  });
  while (!done) {
    await announce(testDatabase().db, { noun: "services", id });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return await heard;
}

describe("the event stream", () => {
  it("begins with one event for everything, so that nothing from before is missed", async () => {
    const { response, next } = await listen();
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(await next()).toEqual({ noun: "all" });
  });

  it("begins with what changed since the page was begun, each thing once, and then goes on; with nothing where nothing has", async () => {
    const early = await listen();
    await early.next();
    await listening(early.next);
    // It has only just begun to listen: the leeway of five seconds must not reach back beyond that.
    const begun = new Date(Date.now() + 5_000);
    const { db } = testDatabase();
    await announce(db, { noun: "slots", id: "missed" });
    await announce(db, { noun: "slots", id: "missed" }, { noun: "people", id: "private" });
    for (let heard = await early.next(); heard?.noun !== "people"; ) heard = await early.next();

    const late = await listen(({ noun }) => noun !== "people" && noun !== "services", begun);
    expect(await late.next()).toEqual({ noun: "none" });
    expect(await late.next()).toEqual({ noun: "slots", id: "missed" });
    await announce(db, { noun: "slots", id: "afterwards" });
    expect(await late.next()).toEqual({ noun: "slots", id: "afterwards" });
    // Before this process listened nobody here knows what happened.
    const veryLate = await listen(() => true, new Date(begun.getTime() - 3_600_000));
    expect(await veryLate.next()).toEqual({ noun: "all" });
  });

  it("carries what another connection's transaction announced, once it commits; what was rolled back is never heard", async () => {
    const { next } = await listen();
    await next();
    await listening(next);
    const { db } = testDatabase().connectAgain();
    await db
      .transaction(async (tx) => {
        await announce(tx, { noun: "slots", id: "rolled-back" });
        tx.rollback();
      })
      .catch(() => undefined);
    await db.transaction(async (tx) => {
      await announce(tx, { noun: "slots", id: "committed" }, { noun: "releases", id: "beside" });
    });
    const heard: Change[] = [];
    while (heard.length < 2) {
      const change = await next();
      // That it listens from now on is told as "all", before or after the first thing that it heard.
      if (change && change.noun !== "services" && change.noun !== "all") heard.push(change);
    }
    expect(heard).toEqual([
      { noun: "slots", id: "committed" },
      { noun: "releases", id: "beside" },
    ]);
  });

  it("lets through only what its reader may hear", async () => {
    const { next } = await listen(({ noun }) => noun === "slots" || noun === "services");
    await listening(next);
    const { db } = testDatabase();
    await announce(db, { noun: "people", id: "private" });
    await announce(db, { noun: "slots", id: "public" });
    let change = await next();
    while (change?.noun === "services" || change?.noun === "all") change = await next();
    expect(change).toEqual({ noun: "slots", id: "public" });
  });

  it("one connection listens for all streams of the process; when it is lost, everybody is told to ask again", async () => {
    const streams = [await listen(), await listen()];
    for (const { next } of streams) await next();
    await Promise.all(streams.map(({ next }) => listening(next)));
    const { rows } = await listeners();
    expect(rows).toHaveLength(1);

    await testDatabase().db.execute(sql`select pg_terminate_backend(${rows[0]?.pid})`);
    for (const { next } of streams) {
      let change = await next();
      while (change?.noun === "services") change = await next();
      expect(change).toEqual({ noun: "all" });
    }
    await announce(testDatabase().db, { noun: "slots", id: "after" });
    for (const { next } of streams) expect(await next()).toEqual({ noun: "slots", id: "after" });
  });

  it("ends when the process is told to stop", async () => {
    const { next } = await listen();
    await next();
    closeAllStreams();
    expect(await next()).toBeUndefined();
  });
});
