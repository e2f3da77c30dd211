// Keeps clues and the audit in PostgreSQL. Each connection prepares each statement once.
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { v7 as newId } from "uuid";
import { rowOf } from "./persons.js";
import { timeOf } from "./validation.js";

const UNIQUE_VIOLATION = "23505";

export class Store {
  constructor(database, folder, connections) {
    const read = (name) => fs.readFileSync(path.join(folder, `${name}.sql`), "utf8");
    this.schema = read("schema");
    this.statements = {};
    for (const name of ["report", "repeat", "read", "refusal"]) this.statements[name] = { name, text: read(name) };
    // The connection string consists of words like host=DIRECTORY, which pg does not parse.
    const { host, user, dbname } = Object.fromEntries(database.split(" ").map((word) => word.split("=")));
    this.pool = new pg.Pool({ host, user, database: dbname, max: connections });
  }

  createTables() {
    return this.pool.query(this.schema);
  }

  close() {
    return this.pool.end();
  }

  run(statement, values) {
    return this.pool.query({ ...this.statements[statement], values });
  }

  // Stores a clue, or finds the one that the same request reported before. `same` is false if the request_id belongs to
  // another request.
  async insert(caller, request, division, digest) {
    const id = newId();
    try {
      const { rows } = await this.run("report", [
        id, request.request_id, digest, caller.agency, caller.division, division, request.channel, request.kind,
        request.place?.division || null, request.place?.address || null,
        request.occur_time ? timeOf(request.occur_time) : null, request.description,
        request.reporter ? JSON.stringify(rowOf(request.reporter)) : null, request.registration_reference || null,
        JSON.stringify((request.persons ?? []).map(rowOf)), caller.operator, caller.purpose,
      ]);
      return { id, created: rows[0].create_time, same: true };
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      return this.repeated(caller, request.request_id, digest);
    }
  }

  async repeated(caller, requestId, digest) {
    const values = [requestId, caller.agency, caller.division, caller.operator, caller.purpose, digest];
    const { rows } = await this.run("repeat", values);
    const [{ id, create_time: created, same }] = rows;
    return { id, created, same };
  }

  // The row of a clue that the caller may read, with the fields that it may read.
  async load(caller, id) {
    const values = [id, caller.agency, caller.division, caller.isPolice, caller.operator, caller.purpose];
    const { rows } = await this.run("read", values);
    return rows[0];
  }

  audit(caller, method, code) {
    return this.run("refusal", [caller.agency, caller.division, caller.operator, caller.purpose, method, code]);
  }
}
