// The handlers of ReportClue and GetClue.
import crypto from "node:crypto";
import grpc from "@grpc/grpc-js";
import { agencyOf, Caller, READING, REPORTING } from "./caller.js";
import { personOf } from "./persons.js";
import { Refusal } from "./refusal.js";
import { checkReport, demand, UUID } from "./validation.js";

const COLLECTION = "clues/";
const REPORTED = 1;
// Refusals that the statements audit.
const AUDITED = [grpc.status.NOT_FOUND, grpc.status.ALREADY_EXISTS];

function timestampOf(date) {
  const millis = date.getTime();
  return { seconds: Math.floor(millis / 1000), nanos: (millis % 1000) * 1e6 };
}

async function reportClue(store, caller, request) {
  caller.check(REPORTING);
  const division = checkReport(request, caller);
  const digest = crypto.createHash("sha256").update(JSON.stringify(request)).digest();
  const { id, created, same } = await store.insert(caller, request, division, digest);
  if (!same) throw new Refusal(grpc.status.ALREADY_EXISTS, "request_id belongs to another request");
  const clue = {
    name: COLLECTION + id,
    channel: request.channel,
    kind: request.kind,
    state: REPORTED,
    source_agency: agencyOf(caller.agency),
    division,
    occur_time: request.occur_time,
    create_time: timestampOf(created),
  };
  if (caller.isPolice) {
    const { place, description, persons, reporter, registration_reference } = request;
    Object.assign(clue, { place, description, persons, reporter, registration_reference });
  }
  return clue;
}

function clueOf(id, row) {
  const clue = {
    name: COLLECTION + id,
    channel: row.channel,
    kind: row.kind,
    state: row.state,
    source_agency: agencyOf(row.source_agency),
    division: row.division,
    create_time: timestampOf(row.create_time),
    description: row.description ?? "",
    registration_reference: row.registration_reference ?? "",
    persons: (row.persons ?? []).map(personOf),
  };
  if (row.occur_time) clue.occur_time = timestampOf(row.occur_time);
  if (row.place_division) clue.place = { division: row.place_division, address: row.place_address ?? "" };
  if (row.reporter) clue.reporter = personOf(row.reporter);
  return clue;
}

async function getClue(store, caller, request) {
  caller.check(READING);
  const name = request.name ?? "";
  const id = name.slice(COLLECTION.length);
  demand(name.startsWith(COLLECTION) && UUID.test(id), "name", "must be clues/ and a UUID");
  const row = await store.load(caller, id);
  if (!row) throw new Refusal(grpc.status.NOT_FOUND, "there is no such clue within reach");
  return clueOf(id, row);
}

// Audits a refusal before the caller receives it. The statements have already audited what they found out. The database's errors
// are hidden, because they can contain values.
async function failed(store, caller, method, error) {
  if (!(error instanceof Refusal)) return new Refusal(grpc.status.UNAVAILABLE, "the database does not answer");
  if (AUDITED.includes(error.code)) return error;
  try {
    await store.audit(caller, method, error.code);
    return error;
  } catch {
    return new Refusal(grpc.status.UNAVAILABLE, "the database does not answer");
  }
}

export function service(store) {
  const handler = (method, handle) => async (call, answer) => {
    const caller = new Caller(call);
    try {
      answer(null, await handle(store, caller, call.request));
    } catch (error) {
      answer(await failed(store, caller, method, error));
    }
  };
  return { ReportClue: handler("ReportClue", reportClue), GetClue: handler("GetClue", getClue) };
}
