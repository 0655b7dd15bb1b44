const firstPauseMillis = 2_000;
const longestPauseMillis = 60_000;

/**
 * Hears an event stream until the returned function is called. A browser comes back by itself only after a connection that broke;
 * any answer but 200 (a proxy before a server that restarts, a database that is away) ends its EventSource for good, so a new one
 * is made, after growing pauses.
 */
export function followStream(url: string, onMessage: (data: string) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = firstPauseMillis;

  function open() {
    source = new EventSource(url);
    source.onopen = () => {
      pause = firstPauseMillis;
    };
    source.onmessage = ({ data }: MessageEvent<string>) => onMessage(data);
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, pause);
      pause = Math.min(2 * pause, longestPauseMillis);
    };
  }

  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
