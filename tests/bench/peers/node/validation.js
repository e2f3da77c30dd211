// The rules of a report's fields.
import grpc from "@grpc/grpc-js";
import { DIVISION, faultOfPerson, lengthOf } from "./persons.js";
import { Refusal } from "./refusal.js";

const MOST_PERSONS = 20;
const LONGEST_DESCRIPTION = 4000;
const LONGEST_ADDRESS = 200;
const LONGEST_REFERENCE = 64;
const REGISTRY_HOLD = 6;
const CHANNELS = new Set([1, 2, 3, 4, 5, REGISTRY_HOLD, 7]);
const KINDS = new Set([1, 2, 3, 4, 5, 6, 7, 8, 99]);
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function demand(holds, field, why) {
  if (!holds) throw new Refusal(grpc.status.INVALID_ARGUMENT, `${field} ${why}`);
}

export const timeOf = ({ seconds = 0, nanos = 0 }) => new Date(seconds * 1000 + nanos / 1e6);

export function checkReport(request, caller) {
  demand(UUID.test(request.request_id ?? ""), "request_id", "must be a UUID");
  demand(CHANNELS.has(request.channel), "channel", "is required");
  demand(KINDS.has(request.kind), "kind", "is required");
  const division = request.division || caller.division;
  demand(DIVISION.test(division), "division", "must be a code of GB/T 2260");
  if (!division.startsWith(caller.division)) {
    throw new Refusal(grpc.status.PERMISSION_DENIED, "division is outside the caller's own");
  }
  const length = lengthOf(request.description ?? "");
  demand(length > 0 && length <= LONGEST_DESCRIPTION, "description", "must have 1 to 4000 characters");
  demand(!request.occur_time || timeOf(request.occur_time) <= new Date(), "occur_time", "is in the future");
  const reference = request.registration_reference ?? "";
  demand(reference.length <= LONGEST_REFERENCE, "registration_reference", "is too long");
  demand(request.channel !== REGISTRY_HOLD || reference, "registration_reference", "is required");
  if (request.place) {
    demand(DIVISION.test(request.place.division ?? ""), "place.division", "must be a code of GB/T 2260");
    demand(lengthOf(request.place.address ?? "") <= LONGEST_ADDRESS, "place.address", "is too long");
  }
  const persons = request.persons ?? [];
  demand(persons.length <= MOST_PERSONS, "persons", "must be at most 20");
  for (const person of persons) {
    const fault = faultOfPerson(person);
    demand(!fault, "persons", fault);
  }
  const fault = request.reporter ? faultOfPerson(request.reporter) : "";
  demand(!fault, "reporter", fault);
  return division;
}
