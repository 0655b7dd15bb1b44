/** The largest body that a procedure takes. Plans are text; only files of dates need more. */
export const maxBodyBytes = 256 * 1024;

/** A file of 4 MB as JSON, its line ends and quotes escaped. */
const maxFileBodyBytes = 6 * 1024 * 1024;

/** The doors that take the text of a file. */
const takesFile = [/^calendars(?:\/|$)/, /^trains\/(?:import(?:Timetable)?|previewImport)(?:\/|$)/];

/** How large the body of this request may be: by its address, before anybody is asked who sent it. */
export function bodyLimitOf(request: Request): number {
  const door = new URL(request.url).pathname.replace(/^\/api\/(?:v1|rpc)\//, "");
  return takesFile.some((each) => each.test(door)) ? maxFileBodyBytes : maxBodyBytes;
}

/**
 * The request with its body read, or `undefined` when the body is larger than `limit` bytes: the caller answers 413. Counts
 * what arrives, so that a missing or false Content-Length helps nobody.
 */
export async function boundedRequest(request: Request, limit = maxBodyBytes): Promise<Request | undefined> {
  if (request.body === null) return request;
  if (Number(request.headers.get("content-length") ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return new Request(request.url, { method: request.method, headers: request.headers, body: Buffer.concat(chunks) });
}
