#pragma once

#include <optional>
#include <string>
#include <vector>

#include "liandong/contract/v1/audience.pb.h"
#include "liandong/contract/v1/field.pb.h"
#include "shared/contract/access/access.h"
#include "shared/contract/access/admissions.h"
#include "shared/law/names.h"

// What the protos declare: the law, and the API with who may call it and who reads and sets which field. ReadModel()
// makes the model once; each document is a rendering of it.
namespace liandong::contracts {

using contract::Actors;
using contract::Admission;
using contract::Grant;
using AudienceId = contract::v1::Audience;

struct Agency {
  law::Agency agency = law::Agency::AGENCY_UNSPECIFIED;
  std::string name_zh;
  std::string name_en;
  bool member = false;  // of the joint conference
};

// A service process of the suite.
struct Process {
  law::Service service = law::Service::SERVICE_UNSPECIFIED;
  std::string title_zh;
  std::string purpose_en;
  std::string purpose_zh;
  int port = 0;  // on which `./run` serves RPCs
};

// A rule that the suite enforces, from the table in tests/mutation.
struct Rule {
  std::string kind;  // T: the text states it; D: it is derived from the text
  std::string text;  // in both languages
  std::string test;
};

// A kind of obligation.
struct Obligation {
  std::string title_zh;
  std::string title_en;
  std::optional<law::Agency> owner;  // if none, the record determines it
  // The time from opening to due, added up; if it is none, the record determines it.
  int hours = 0;
  int days = 0;
  int months = 0;
};

struct Clause {
  law::Clause clause = law::Clause::CLAUSE_UNSPECIFIED;
  std::string title;
  std::vector<law::Agency> leads;
  std::vector<law::Agency> cooperators;
  std::vector<Obligation> obligations;
  std::vector<Rule> rules;
  std::string nothing_to_enforce;  // the reason, if there are no rules
};

// A named group of callers.
struct Audience {
  AudienceId audience = AudienceId::AUDIENCE_UNSPECIFIED;
  std::vector<Admission> admissions;  // its own, then those of the audiences that it includes
  std::vector<Grant> grants;          // the same, as agencies and services
};

// A reason for a refusal.
struct Refusal {
  std::string reason;  // CALLER_NOT_PERMITTED
  int code = 0;        // of the gRPC status
  std::string en;
  std::string zh;
};

struct RecordType {
  std::string message;     // liandong.clue.v1.Clue
  std::string collection;  // of the resource names
  std::string table;
  bool counted = false;
  std::vector<std::string> open_states;
};

// Agencies that see the same of a reply, and the paths of the fields that are withheld from them.
struct View {
  std::vector<law::Agency> readers;
  std::vector<std::string> withheld;
};

struct Method {
  std::string name;     // ReportClue
  std::string path;     // /liandong.clue.v1.ClueService/ReportClue
  std::string request;  // liandong.clue.v1.ReportClueRequest
  std::string reply;
  std::string comment;
  bool writes = false;
  bool streams = false;
  bool operator_required = false;
  bool padded_response_time = false;
  std::vector<AudienceId> audiences;  // who may call
  std::vector<Grant> grants;          // those of the audiences; refusals name the clause of the first
  Actors callers;
  std::vector<View> views;  // of the reply; empty if every caller sees all of it
};

// A gRPC service.
struct Service {
  std::string name;
  std::string comment;
  std::vector<law::Service> servers;  // the processes that serve it
  std::vector<Method> methods;
};

struct Field {
  std::string name;
  std::string type;  // string, or liandong.clue.v1.Clue
  std::string comment;
  bool repeated = false;
  contract::v1::FieldRule rule;       // with its short forms written out
  std::vector<AudienceId> audiences;  // who reads it in a reply, as declared; none if nothing is declared
  std::optional<Actors> readers;      // the same, as agencies and services; if none, everybody who may call the method
  std::vector<AudienceId> writers;    // who may set it in an update
};

struct Message {
  std::string name;  // liandong.clue.v1.Clue
  std::string comment;
  bool in_reply = false;
  std::vector<Field> fields;
};

struct EnumValue {
  std::string name;
  int number = 0;
  std::string comment;
  std::vector<AudienceId> choosers;  // who may choose it in a request; if none, everybody
};

struct Enum {
  std::string name;
  std::string comment;
  std::vector<EnumValue> values;
};

struct File {
  std::string path;
  std::string comment;
};

struct Package {
  std::string name;  // liandong.clue.v1
  std::vector<File> files;
  std::vector<Service> services;
  std::vector<Message> messages;
  std::vector<Enum> enums;
};

struct Model {
  std::vector<Agency> agencies;
  std::vector<Process> processes;
  std::vector<Clause> clauses;
  std::vector<Audience> audiences;
  std::vector<Refusal> refusals;
  std::vector<RecordType> record_types;
  std::vector<Package> packages;
};

// ClueService/ReportClue
std::string ShortName(const Method& method);

// The clauses for which the method may be called, each once, that of the first grant first.
std::vector<law::Clause> ClausesOf(const Method& method);
bool IsCalledFor(const Method& method, law::Clause clause);

// The gRPC services of each process, then those that every process serves.
std::vector<const Service*> ServicesOf(const Model& model);
// Their methods.
std::vector<const Method*> MethodsOf(const Model& model);

// Null if the protos declare no such audience, or if it is AUDIENCE_CALLERS.
const Audience* FindAudience(const Model& model, AudienceId audience);

}  // namespace liandong::contracts
