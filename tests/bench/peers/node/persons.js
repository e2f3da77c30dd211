// The rules of persons' fields.
const LONGEST = { name: 64, address: 200, number: 32 };
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = "10X98765432";
const FIRST_YEAR = 1900;
const ZERO = 48;
const SEX_MALE = 1;
const SEX_FEMALE = 2;
const IDENTITY_NUMBER = 1;

export const DIVISION = /^(\d{6}|\d{9})$/;
const COUNTRY = /^[A-Z]{3}$/;
const ETHNIC_GROUP = /^(0[1-9]|[1-4]\d|5[0-6]|97|98)$/;
const PHONE = /^\+?\d[\d-]{2,18}\d$/;
const NUMBER = /^\d{17}[\dX]$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

// Characters, not UTF-16 units.
export function lengthOf(text) {
  let length = 0;
  for (const _ of text) ++length;
  return length;
}

function isPastDay(text) {
  if (!DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) return false;
  return day.getUTCFullYear() >= FIRST_YEAR && day.getTime() <= Date.now();
}

// Form, check character (GB 11643), and agreement with the birth date and the sex.
function faultOfIdentityNumber({ document: { number }, birth_date: birthDate, sex }) {
  if (!NUMBER.test(number)) return "document.number is not an identity number";
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; ++i) sum += WEIGHTS[i] * (number.charCodeAt(i) - ZERO);
  if (CHECK_CHARACTERS[sum % 11] !== number[17]) return "document.number has a wrong check character";
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isPastDay(birth)) return "document.number contains no birth date";
  if (birthDate && birthDate !== birth) return "birth_date differs from the identity number";
  const male = Number(number[16]) % 2 === 1;
  if ((sex === SEX_MALE && !male) || (sex === SEX_FEMALE && male)) return "sex differs from the identity number";
  return "";
}

function faultOfDocument(person) {
  const { document } = person;
  if (!document) return "";
  if (!document.type) return "document.type is required";
  if (!document.number || document.number.length > LONGEST.number) return "document.number must have 1 to 32 characters";
  return document.type === IDENTITY_NUMBER ? faultOfIdentityNumber(person) : "";
}

const matches = (form, text) => !text || form.test(text);

// Says what is wrong with a person; empty if nothing is.
export function faultOfPerson(person) {
  if (lengthOf(person.name ?? "") > LONGEST.name) return "name is too long";
  if (person.birth_date && !isPastDay(person.birth_date)) return "birth_date must be an existing day up to today";
  if (!matches(COUNTRY, person.nationality)) return "nationality must be a code of ISO 3166-1";
  if (!matches(ETHNIC_GROUP, person.ethnic_group)) return "ethnic_group must be a code of GB/T 3304";
  if (!matches(DIVISION, person.division)) return "division must be a code of GB/T 2260";
  if (lengthOf(person.address ?? "") > LONGEST.address) return "address is too long";
  if (!matches(PHONE, person.phone)) return "phone must consist of digits";
  return faultOfDocument(person);
}

// A person as the statements exchange it with the database.
export function rowOf(person) {
  const row = {
    name: person.name || undefined,
    sex: person.sex || undefined,
    birth_date: person.birth_date || undefined,
    nationality: person.nationality || undefined,
    ethnic_group: person.ethnic_group || undefined,
    division: person.division || undefined,
    address: person.address || undefined,
    phone: person.phone || undefined,
  };
  if (person.document) {
    row.document_type = person.document.type;
    row.document_number = person.document.number;
  }
  return row;
}

export function personOf({ document_type: type, document_number: number, clue_id: _, position: __, ...person }) {
  if (type) person.document = { type, number };
  for (const [field, value] of Object.entries(person)) if (value === null) delete person[field];
  return person;
}
