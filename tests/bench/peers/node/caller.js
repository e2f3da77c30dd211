// Who calls: the agency of the certificate, and what the call's metadata says.
import grpc from "@grpc/grpc-js";
import { Refusal } from "./refusal.js";

// The clauses that a report and a read may cite.
export const REPORTING = new Set([
  "3-1", "3-3-1-p1", "3-3-2-p1", "3-3-3", "3-3-4", "3-4-1", "3-4-2", "3-6-5", "4-6", "6-3", "6-5", "6-9",
]);
export const READING = new Set(["3-1", "3-3-3", "6-9"]);

const IDENTITY = /^URI:spiffe:\/\/[^/]+\/agency\/([a-z-]+)\/division\/(\d+)\/system\/[^/,]+$/;
const POLICE = "public-security";

export function agencyOf(slug) {
  return `AGENCY_${slug.toUpperCase().replaceAll("-", "_")}`;
}

export class Caller {
  constructor(call) {
    const certificate = call.getAuthContext().sslPeerCertificate;
    const [, agency, division] = IDENTITY.exec(certificate?.subjectaltname ?? "") ?? [];
    this.agency = agency ?? "";
    this.division = division ?? "";
    this.operator = String(call.metadata.get("ld-operator")[0] ?? "");
    this.purpose = String(call.metadata.get("ld-purpose")[0] ?? "");
    this.isPolice = this.agency === POLICE;
  }

  check(clauses) {
    if (!this.agency) throw new Refusal(grpc.status.PERMISSION_DENIED, "the certificate names no agency");
    if (!this.operator) throw new Refusal(grpc.status.INVALID_ARGUMENT, "ld-operator is required");
    if (!clauses.has(this.purpose)) throw new Refusal(grpc.status.PERMISSION_DENIED, "ld-purpose does not permit this method");
  }
}
