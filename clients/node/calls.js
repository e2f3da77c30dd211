// Shows how a system of an agency calls Liandong: mutual TLS, the clause and the official of each call, retries, refusals.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

// Limits in milliseconds for a call including its retries.
const DEADLINE = 30000;
const RETRY_PAUSE = 200;
const KEEPALIVE = 15000;
const KEEPALIVE_TIMEOUT = 3000;
// Codes after which the call is worth repeating: no server answered, or the server was just stopping, so that gRPC
// cancelled the call.
const TRANSIENT = [grpc.status.UNAVAILABLE, grpc.status.CANCELLED];

// Says why a service refused a call: the reason, the clause, a Chinese text for the official, and the wrong fields.
export class Refused extends Error {
  constructor(error, details) {
    super(error.details);
    this.code = grpc.status[error.code];
    this.reason = details.ErrorInfo?.reason ?? "";
    // With messages built from a descriptor set, a map arrives as a list of its entries.
    this.clause = details.ErrorInfo?.metadata?.find(({ key }) => key === "clause")?.value ?? "";
    this.inChinese = details.LocalizedMessage?.message ?? "";
    this.fields = (details.BadRequest?.field_violations ?? []).map((violation) => violation.field);
  }
}

// Loads the contracts from the descriptor set that clients/descriptors writes.
export class Contracts {
  constructor(descriptors) {
    const options = { keepCase: true, enums: String, longs: String };
    this.definitions = loader.loadFileDescriptorSetFromBuffer(fs.readFileSync(descriptors), options);
  }

  // Returns a stub that uses the agency's certificate and reconnects by itself.
  connect(service, pki, agency, address) {
    const read = (name) => fs.readFileSync(path.join(pki, name));
    const credentials = grpc.credentials.createSsl(read("ca.crt"), read(`${agency}.key`), read(`${agency}.crt`));
    const Stub = grpc.makeGenericClientConstructor(this.definitions[service], service);
    return new Stub(address, credentials, {
      "grpc.max_reconnect_backoff_ms": 1000,
      // Keepalive detects a server whose machine has vanished without closing the connection.
      "grpc.keepalive_time_ms": KEEPALIVE,
      "grpc.keepalive_timeout_ms": KEEPALIVE_TIMEOUT,
    });
  }

  // Repeats a call until it is answered. A write carries a request_id, so that a repeat has no second effect.
  async call(stub, method, request, clause, operator) {
    const deadline = Date.now() + DEADLINE;
    for (;;) {
      try {
        return await new Promise((answer, fail) => {
          stub[method](request, metadata(clause, operator), { deadline }, (error, reply) => (error ? fail(error) : answer(reply)));
        });
      } catch (error) {
        if (!TRANSIENT.includes(error.code) || Date.now() + RETRY_PAUSE > deadline) throw this.refused(error);
        await pause(RETRY_PAUSE);
      }
    }
  }

  // Yields each event of a watch exactly once, even if the server restarts. It resumes after the last processed event.
  async *follow(stub, method, request, clause, operator) {
    for (;;) {
      const stream = stub[method](request, metadata(clause, operator));
      try {
        for await (const event of stream) {
          yield event;
          // The token is stored only now: a client that stops earlier sees the event again instead of losing it.
          request.resume_token = event.resume_token;
        }
      } catch (error) {
        if (!TRANSIENT.includes(error.code)) throw this.refused(error);
        await pause(RETRY_PAUSE);
      } finally {
        stream.cancel();
      }
    }
  }

  refused(error) {
    const read = (type, bytes) => this.definitions[type].deserialize(bytes);
    const [status] = error.metadata?.get("grpc-status-details-bin") ?? [];
    const details = {};
    for (const { type_url: url, value } of status ? read("google.rpc.Status", status).details : []) {
      const type = url.slice(url.indexOf("/") + 1);
      details[type.split(".").pop()] = read(type, value);
    }
    return new Refused(error, details);
  }
}

function metadata(clause, operator) {
  const given = new grpc.Metadata({ waitForReady: true });
  given.set("ld-purpose", clause);
  given.set("ld-operator", operator);
  return given;
}
