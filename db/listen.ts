import pg from "pg";
import { log } from "@/lib/log";
import { type Announcement, changeChannel } from "./notify";

const retryMillis = 1_000;

/**
 * Hears every announcement on one dedicated connection, reconnecting for ever. `onGap` is called whenever it begins to hear,
 * at first and after each reconnection: what was said before is lost, so whoever listens must ask again. Returns the function that stops it.
 */
export function listenToChanges(
  connectionString: string,
  handlers: { onChange: (announcement: Announcement) => void; onGap: () => void },
): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const again = () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(open, retryMillis);
  };

  async function open() {
    const own = new pg.Client({ connectionString, application_name: "signalbox-listen", keepAlive: true });
    client = own;
    own.on("error", () => {});
    own.once("end", again);
    own.on("notification", ({ payload }) => {
      if (payload) handlers.onChange(JSON.parse(payload) as Announcement);
    });
    try {
      await own.connect();
      await own.query(`listen ${changeChannel}`);
      handlers.onGap();
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.message : "unknown" }, "cannot listen for changes yet");
      // A connection that never stood does not say that it ended.
      await own.end().catch(() => {});
      again();
    }
  }

  void open();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}
