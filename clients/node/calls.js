// How a system of an agency calls Liandong: mutual TLS, the clause and the official of each call, retries, refusals.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

// For a call and its retries, milliseconds.
const DEADLINE = 30000;
const RETRY_PAUSE = 200;
const KEEPALIVE = 15000;
const KEEPALIVE_TIMEOUT = 3000;
// What is worth asking again: nobody was there, or the call met a server that was just ending, which gRPC cancels.
const TRANSIENT = [grpc.status.UNAVAILABLE, grpc.status.CANCELLED];

// What a service said no to: why, by which clause, in Chinese for the official, and which fields were wrong.
export class Refused extends Error {
  constructor(error, details) {
    super(error.details);
    this.code = grpc.status[error.code];
    this.reason = details.ErrorInfo?.reason ?? "";
    // A map, which comes as a list of its entries where messages are made of a descriptor set.
    this.clause = details.ErrorInfo?.metadata?.find(({ key }) => key === "clause")?.value ?? "";
    this.inChinese = details.LocalizedMessage?.message ?? "";
    this.fields = (details.BadRequest?.field_violations ?? []).map((violation) => violation.field);
  }
}

// The contracts, of the descriptor set that clients/descriptors makes.
export class Contracts {
  constructor(descriptors) {
    const options = { keepCase: true, enums: String, longs: String };
    this.definitions = loader.loadFileDescriptorSetFromBuffer(fs.readFileSync(descriptors), options);
  }

  // A stub that shows the agency's certificate; it finds its server again by itself.
  connect(service, pki, agency, address) {
    const read = (name) => fs.readFileSync(path.join(pki, name));
    const credentials = grpc.credentials.createSsl(read("ca.crt"), read(`${agency}.key`), read(`${agency}.crt`));
    const Stub = grpc.makeGenericClientConstructor(this.definitions[service], service);
    return new Stub(address, credentials, {
      "grpc.max_reconnect_backoff_ms": 1000,
      // A server whose machine vanishes says nothing: it is asked whether it is there.
      "grpc.keepalive_time_ms": KEEPALIVE,
      "grpc.keepalive_timeout_ms": KEEPALIVE_TIMEOUT,
    });
  }

  // Calls until there is an answer. A write carries a request_id: sent again, it is done once.
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

  // The events of a watch, each once, whatever becomes of the server: goes on after the last that was dealt with.
  async *follow(stub, method, request, clause, operator) {
    for (;;) {
      const stream = stub[method](request, metadata(clause, operator));
      try {
        for await (const event of stream) {
          yield event;
          // Only now: who is stopped before sees the event again rather than never.
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
