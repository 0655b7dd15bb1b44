import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkTargetAddress } from "./address";
import { readAllowList } from "./allow-list";
import { guardedAgent, type Lookup } from "./guarded-agent";
import { sendCall } from "./send-call";

const nothing = readAllowList([]);
const publicName = async () => ["93.184.216.34"];
const inside = async () => ["93.184.216.34", "10.0.0.7"];
const verdict = async (url: string, allow = nothing, resolve = publicName) => {
  const result = await checkTargetAddress(url, allow, resolve);
  return result.ok ? "allowed" : result.refusal.code;
};

/** The same machine in eight disguises. */
const loopbacks = [
  "http://127.0.0.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://017700000001/",
  "http://127.1/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
];
const forbidden = [
  ...loopbacks,
  "http://0.0.0.0/",
  "http://10.1.2.3/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://100.64.0.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[fe80::1]/",
  "http://[fd00:ec2::254]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[2002:7f00:1::]/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
];

describe("the address of a target, when it is saved", () => {
  it.each(forbidden)("refuses %s", async (url) => {
    expect(await verdict(url)).toBe("target_address_forbidden");
  });

  it.each(["ftp://example.com/", "file:///etc/passwd", "https://user:secret@example.com/", "nonsense", "javascript:1"])(
    "refuses %s",
    async (url) => {
      expect(await verdict(url)).toBe("target_address_forbidden");
    },
  );

  it("takes a public address", async () => {
    expect(await verdict("https://deploy.example.com/hook")).toBe("allowed");
    expect(await verdict("http://93.184.216.34:8080/hook")).toBe("allowed");
  });

  it("refuses a name when one of its addresses is inside", async () => {
    expect(await verdict("https://deploy.example.com/", nothing, inside)).toBe("target_address_forbidden");
  });

  it("takes a name that does not resolve now: connecting checks again", async () => {
    const unknown = () => Promise.reject(new Error("ENOTFOUND"));
    expect(await verdict("https://not-yet.example.com/", nothing, unknown)).toBe("allowed");
  });

  it.each([
    ["127.0.0.1:9000", "http://127.0.0.1:9000/deploy", "allowed"],
    ["127.0.0.1:9000", "http://127.0.0.1:9001/deploy", "target_address_forbidden"],
    ["127.0.0.1", "http://2130706433:9001/deploy", "allowed"],
    ["10.0.0.0/8", "http://10.20.30.40/", "allowed"],
    ["10.0.0.0/8", "http://11.0.0.1/", "allowed"],
    ["10.0.0.0/8", "http://192.168.0.1/", "target_address_forbidden"],
    ["fd00::/8", "http://[fd00::5]/", "allowed"],
    ["[::1]:9000", "http://[::1]:9000/", "allowed"],
    ["[::1]:9000", "http://[::1]:9001/", "target_address_forbidden"],
    ["not an entry!/99", "http://127.0.0.1/", "target_address_forbidden"],
  ])("with %s allowed, %s is %s", async (entry, url, expected) => {
    expect(await verdict(url, readAllowList([entry]))).toBe(expected);
  });

  it("allows a name by name, whatever it resolves to", async () => {
    const allow = readAllowList(["deployer.internal"]);
    expect(await verdict("http://deployer.internal/", allow, inside)).toBe("allowed");
    expect(await verdict("http://other.internal/", allow, inside)).toBe("target_address_forbidden");
  });
});

describe("the address that is connected to", () => {
  let server: Server;
  let port: number;
  let reached = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      reached++;
      request.resume();
      response.writeHead(200).end();
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  const call = (url: string, allow = nothing, resolve?: Lookup) =>
    sendCall(guardedAgent(allow, resolve), { url, headers: {}, body: "{}", timeoutMillis: 2_000 });

  it.each(loopbacks)("is checked for %s, and nothing arrives", async (url) => {
    const address = new URL(url);
    address.port = String(port);
    expect(await call(address.href)).toMatchObject({ kind: "failed", forbidden: true });
    expect(reached).toBe(0);
  });

  it("is checked after the lookup: a name that has changed its mind gains nothing (DNS rebinding)", async () => {
    const lying: Lookup = (_host, options, callback) => {
      if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
      else callback(null, "127.0.0.1", 4);
    };
    expect(await call(`http://deploy.example.com:${port}/`, nothing, lying)).toMatchObject({
      kind: "failed",
      forbidden: true,
    });
    expect(reached).toBe(0);
    expect(await call(`http://deploy.example.com:${port}/`, readAllowList([`127.0.0.1:${port}`]), lying)).toMatchObject(
      {
        kind: "answered",
        status: 200,
      },
    );
    expect(reached).toBe(1);
  });
});
