// An answer other than OK that is the caller's doing.
export class Refusal extends Error {
  constructor(code, text) {
    super(text);
    this.code = code;
    this.details = text;
  }
}
