import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { freePort, isPortFree } from "./free-port.mjs";

let servers: Server[] = [];

afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

async function listen(port: number, host: string) {
  const server = createServer().listen(port, host);
  servers.push(server);
  await once(server, "listening");
}

it("is chosen below the ports that the system gives to outgoing connections", async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  for (const port of ports) expect(port).toSatisfy((each) => each >= 20_000 && each < 32_000);
  // In no order: two programs that look at the same time do not meet on the same one.
  expect(new Set(ports).size).toBeGreaterThan(15);
});

it("can be listened on at every address", async () => {
  for (const host of ["0.0.0.0", "127.0.0.1"]) await listen(await freePort(), host);
});

it.each(["0.0.0.0", "127.0.0.1"])("is not free when somebody listens on %s alone", async (host) => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  await listen(port, host);
  expect(await isPortFree(port)).toBe(false);
});

it("is the preferred one as long as that is free", async () => {
  const preferred = await freePort();
  expect(await freePort(preferred)).toBe(preferred);
  await listen(preferred, "127.0.0.1");
  expect(await freePort(preferred)).not.toBe(preferred);
});
