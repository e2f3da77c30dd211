// The Node peer of the benchmark: a service that reports and reads clues durably, with grpc-js, pg and PostgreSQL. One process
// for each processor serves the port.
import cluster from "node:cluster";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { parseArgs } from "node:util";
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";
import { service } from "./service.js";
import { Store } from "./store.js";

const SERVICE = "liandong.clue.v1.ClueService";

const text = (value) => ({ type: "string", default: value });
const { values: flags } = parseArgs({
  options: {
    address: text("127.0.0.1:0"),
    pki: text(".dev/pki"),
    descriptors: text(""),
    postgres: text(""),
    sql: text("tests/bench/peers/sql"),
    connections: text("8"),
    processes: text(String(os.availableParallelism())),
  },
});

function credentials() {
  const read = (name) => fs.readFileSync(path.join(flags.pki, name));
  tls.DEFAULT_MIN_VERSION = "TLSv1.3";
  const pair = { private_key: read("clue.key"), cert_chain: read("clue.crt") };
  return grpc.ServerCredentials.createSsl(read("ca.crt"), [pair], true);
}

// All processes start to listen together. Otherwise the first one would receive all connections that were waiting.
async function released() {
  process.send("ready");
  await once(process, "message");
}

async function startProcesses(count) {
  const workers = Array.from({ length: count }, () => cluster.fork());
  process.on("SIGTERM", () => {
    for (const worker of workers) worker.kill("SIGTERM");
  });
  await Promise.all(workers.map((worker) => once(worker, "message")));
  for (const worker of workers) worker.send("listen");
}

async function serve(store) {
  const options = { keepCase: true, longs: Number };
  const definitions = loader.loadFileDescriptorSetFromBuffer(fs.readFileSync(flags.descriptors), options);
  const server = new grpc.Server();
  server.addService(definitions[SERVICE], service(store));
  await released();
  await new Promise((done, fail) =>
    server.bindAsync(flags.address, credentials(), (error) => (error ? fail(error) : done())),
  );
  process.on("SIGTERM", () => server.tryShutdown(() => process.exit(0)));
}

const store = new Store(flags.postgres, flags.sql, Number(flags.connections));
if (cluster.isPrimary) {
  await store.createTables();
  await store.close();
  await startProcesses(Number(flags.processes));
} else {
  await serve(store);
}
