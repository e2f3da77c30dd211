// The system of a marriage counter: it reports a clue and follows it until it is assigned, checks a couple, and makes a call
// that is refused. It prints a line of JSON for each. Needs a descriptor set (clients/descriptors) and `npm ci`.
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { Contracts, Refused } from "./calls.js";

const AGENCY = "civil-affairs";
const OPERATOR = "CIV-001";
// Invented people.
const COUPLE = [
  ["程晓梅", "SEX_FEMALE", "1995-05-05", "530102199505050007"],
  ["梁志强", "SEX_MALE", "1984-07-05", "510104198407050032"],
];
const OPTIONS = {
  // Directory with ca.crt and the agency's .crt and .key.
  pki: { type: "string", default: ".dev/pki" },
  descriptors: { type: "string", default: "liandong.binpb" },
  clue: { type: "string", default: "localhost:7401" },
  casefile: { type: "string", default: "localhost:7402" },
  registration: { type: "string", default: "localhost:7403" },
};

const say = (what) => console.log(JSON.stringify(what));

async function reportAndFollow(contracts, clues) {
  const report = { request_id: randomUUID(), channel: "CLUE_CHANNEL_MANDATORY_REPORT", kind: "CLUE_KIND_WOMAN_TRAFFICKING",
    description: "登记时女方神情紧张，不能自述身份" };
  const clue = await contracts.call(clues, "ReportClue", report, "3-3-4", OPERATOR);
  say({ reported: clue.state, clue: clue.name });
  for await (const event of contracts.follow(clues, "WatchClues", {}, "6-9", OPERATOR)) {
    if (event.clue !== clue.name) continue;
    say({ event: event.state });
    if (event.state === "CLUE_STATE_ASSIGNED") return;
  }
}

async function checkCouple(contracts, registration) {
  const parties = COUPLE.map(([name, sex, birth_date, number]) => ({ name, sex, birth_date, nationality: "CHN",
    document: { type: "DOCUMENT_TYPE_IDENTITY_NUMBER", number } }));
  const request = { request_id: randomUUID(), parties };
  const check = await contracts.call(registration, "CheckMarriage", request, "3-3-4", OPERATOR);
  // Only CLEAR allows the registration to proceed. No answer is not CLEAR.
  say({ outcome: check.outcome });
}

async function askWhatIsNotOurs(contracts, casefile) {
  const sample = { role: "DNA_ROLE_SUSPECTED_CHILD", subject: "victimFiles/x", kit_number: "K-1" };
  try {
    await contracts.call(casefile, "RegisterDnaSample", sample, "4-5", OPERATOR);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say({ refused: error.code, reason: error.reason, clause: error.clause, message: error.inChinese });
  }
}

const where = parseArgs({ options: OPTIONS }).values;
const contracts = new Contracts(where.descriptors);
const stub = (service, address) => contracts.connect(service, where.pki, AGENCY, address);
await reportAndFollow(contracts, stub("liandong.clue.v1.ClueService", where.clue));
await checkCouple(contracts, stub("liandong.registration.v1.RegistrationService", where.registration));
await askWhatIsNotOurs(contracts, stub("liandong.casefile.v1.CasefileService", where.casefile));
process.exit(0);
