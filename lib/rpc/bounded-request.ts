/** The largest body that any procedure takes. Plans are text; nothing here needs more. */
export const maxBodyBytes = 256 * 1024;

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
