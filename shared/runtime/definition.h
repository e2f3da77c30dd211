#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "shared/runtime/servant.h"
#include "shared/runtime/service_process.h"

namespace liandong::runtime {

// A table of records and the collection that its resource names are of.
struct Counted {
  std::string table;
  std::string collection;
  // States of a record whose matter is open: until it is not, neither the record nor what belongs to it can be erased.
  std::set<int64_t> open = {};
};

// What makes a process one service rather than another.
struct Definition {
  law::Service service;
  std::vector<store::Migration> migrations;
  std::function<Servants(const Parts&)> servants = nullptr;
  // Tables whose records are counted for the situation analysis.
  std::vector<Counted> counted = {};
  // Its other tables of records.
  std::vector<Counted> uncounted = {};
  // Tables of events of its own.
  std::vector<std::string> event_tables = {};
  // What the calendar makes due (a year's reports): looked for before each sweep, and opened where it is. May be empty.
  struct {
    std::function<absl::StatusOr<bool>(store::ReadTx&, const Parts&, absl::Time now)> due;
    std::function<absl::Status(store::Tx&, const Parts&, absl::Time now)> open;
  } calendar = {};
  // What is to be done before calls are served, once the tables are there. May be empty.
  std::function<absl::Status(store::Database&, const Parts&)> prepare = nullptr;
  // Makes the process where its handlers are functions of it; empty where all are servants'.
  std::function<std::unique_ptr<ServiceProcess>(const Parts&)> process = nullptr;
};

inline std::vector<Counted> TablesOf(const Definition& definition) {
  std::vector<Counted> tables = definition.counted;
  tables.insert(tables.end(), definition.uncounted.begin(), definition.uncounted.end());
  return tables;
}

template <typename Process>
std::unique_ptr<ServiceProcess> MakeProcess(const Parts& parts) {
  return std::make_unique<Process>(parts);
}

// A servant of each type.
template <typename... Types>
Servants MakeServants(const Parts& parts) {
  Servants servants;
  (servants.push_back(std::make_unique<Types>(parts)), ...);
  return servants;
}

// The tables of each type, in order.
template <typename... Types>
std::vector<store::Migration> MigrationsOf() {
  std::vector<store::Migration> all;
  for (const auto& some : {Types::Migrations()...}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace liandong::runtime
