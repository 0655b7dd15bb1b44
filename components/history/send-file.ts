import { rpc } from "@/lib/rpc/client";

/** In characters; the server takes no more at once. */
const partLength = 40_000;

type SendFile = { file: File; importId: string; onProgress: (sent: number) => void; signal: AbortSignal };

/**
 * Sends a file part by part and returns how many there were. Read as a stream: a file of fifty megabytes is never in memory as a whole.
 * Stops when the signal says so, by throwing its reason.
 */
export async function sendFile({ file, importId, onProgress, signal }: SendFile): Promise<number> {
  let position = 0;
  const send = async (text: string) => {
    const { receivedBytes } = await rpc.history.addPart({ importId, position, text }, { signal });
    position++;
    onProgress(receivedBytes);
  };
  let rest = "";
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    signal.throwIfAborted();
    const { done, value } = await reader.read();
    rest += (value ?? "").replaceAll("\u0000", "");
    while (rest.length >= partLength) {
      const end = endOf(rest, partLength);
      await send(rest.slice(0, end));
      rest = rest.slice(end);
    }
    if (done) break;
  }
  if (rest !== "") await send(rest);
  return position;
}

/** Never between the two halves of one character. */
export function endOf(text: string, wanted: number): number {
  const unit = text.charCodeAt(wanted - 1);
  return unit >= 0xd8_00 && unit <= 0xdb_ff ? wanted - 1 : wanted;
}
