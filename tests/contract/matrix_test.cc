#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "shared/descriptors/services.h"
#include "shared/law/names.h"
#include "tests/contract/law.h"
#include "tests/testing/cluster.h"
#include "tools/contracts/model/servers.h"

// Every RPC × every agency and service × every clause it could cite, over mutual TLS, compared with the tables next to
// this file. The request is not a message of any type: permission is checked before it is read, so an allowed call ends
// with REQUEST_UNREADABLE and has no effect.
namespace liandong {
namespace {

using law::Grant;
using law::Row;

// One caller: its name in the tables, and the file of its certificate.
struct Identity {
  std::string name;
  std::string certificate;
};

std::vector<Identity> Everybody() {
  std::vector<Identity> all;
  for (const law::Agency agency : law::AllAgencies()) {
    all.push_back({law::AgencyNameZh(agency), law::AgencySlug(agency)});
  }
  for (const law::Service service : law::AllServices()) {
    const std::string slug = law::ServiceSlug(service);
    all.push_back({"#" + slug, slug});
  }
  return all;
}

struct Cell {
  const Identity* caller;
  std::string method;   // with a leading slash
  std::string purpose;  // the slug of a clause, or none
  std::string official;
  // The expected reason, and the clause behind it, if there is one.
  std::string reason;
  std::string clause;
};

bool Allows(const Row& row, const std::string& who, const std::string& clause) {
  return std::any_of(row.grants.begin(), row.grants.end(), [&](const Grant& grant) {
    return grant.who.count(who) > 0 && (clause.empty() || grant.clause == clause);
  });
}

std::string SlugOf(const std::string& clause) { return law::ClauseSlug(*law::ClauseFromText(clause)); }

// A clause that the row does not name.
std::string Foreign(const Row& row) {
  for (const char* clause : {"八(二)", "六(二)", "七(一)"}) {
    const bool named =
        std::any_of(row.grants.begin(), row.grants.end(), [&](const Grant& grant) { return grant.clause == clause; });
    if (!named) return clause;
  }
  return "";
}

std::vector<Cell> CellsOf(const std::string& method, const Row& row, const Identity& caller) {
  const std::string first = row.grants.front().clause;
  const std::string path = "/liandong." + method;
  if (!Allows(row, caller.name, "")) {
    return {{&caller, path, SlugOf(first), "T-1", "CALLER_NOT_PERMITTED", first}};
  }
  std::vector<Cell> cells = {{&caller, path, "", "T-1", "PURPOSE_REQUIRED", first},
                             {&caller, path, SlugOf(Foreign(row)), "T-1", "PURPOSE_NOT_PERMITTED", Foreign(row)}};
  std::set<std::string> clauses;
  for (const Grant& grant : row.grants) clauses.insert(grant.clause);
  for (const std::string& clause : clauses) {
    const bool allowed = Allows(row, caller.name, clause);
    cells.push_back({&caller, path, SlugOf(clause), "T-1", allowed ? "REQUEST_UNREADABLE" : "PURPOSE_NOT_PERMITTED",
                     allowed ? "" : clause});
    const bool free = row.system || caller.name[0] == '#';
    if (allowed) {
      cells.push_back(
          {&caller, path, SlugOf(clause), "", free ? "REQUEST_UNREADABLE" : "OPERATOR_REQUIRED", free ? "" : clause});
    }
  }
  return cells;
}

class MatrixTest : public ::testing::Test {
 protected:
  // The services of the suite that serve the method.
  static std::vector<law::Service> ServersOf(const std::string& method) {
    const std::string name = std::vector<std::string>(absl::StrSplit(method, '/')).front();
    for (const auto* service : descriptors::AllServices()) {
      if (service->full_name() == "liandong." + name) return contracts::ServersOf(*service);
    }
    return {};
  }

  // Asks for all cells on one channel, several at once, and returns what was not as expected.
  static std::vector<std::string> Ask(const std::shared_ptr<grpc::Channel>& channel, const std::vector<Cell>& cells) {
    struct Pending {
      grpc::ByteBuffer sent;
      grpc::ByteBuffer received;
      std::unique_ptr<grpc::ClientContext> context;
      grpc::Status status;
    };
    grpc::GenericStub stub(channel);
    std::vector<Pending> pending(cells.size());
    absl::BlockingCounter open(static_cast<int>(cells.size()));
    const grpc::Slice unreadable("\xff");
    for (size_t i = 0; i < cells.size(); ++i) {
      pending[i].sent = grpc::ByteBuffer(&unreadable, 1);
      pending[i].context = testing::NewContext(cells[i].purpose, cells[i].official);
      stub.UnaryCall(pending[i].context.get(), cells[i].method, grpc::StubOptions(), &pending[i].sent,
                     &pending[i].received, [&pending, &open, i](const grpc::Status& status) {
                       pending[i].status = status;
                       open.DecrementCount();
                     });
    }
    open.Wait();
    std::vector<std::string> faults;
    for (size_t i = 0; i < cells.size(); ++i) {
      const auto refusal = testing::RefusalOf(pending[i].status);
      if (refusal.reason == cells[i].reason && refusal.clause == cells[i].clause) continue;
      faults.push_back(absl::StrCat(cells[i].caller->name, " ", cells[i].method, " for '", cells[i].purpose,
                                    "': ", refusal.reason, " ", refusal.clause, ", not ", cells[i].reason, " ",
                                    cells[i].clause));
    }
    return faults;
  }

  testing::TestCluster cluster_;
};

TEST_F(MatrixTest, EveryMethodHasItsRow) {
  const law::Law law = law::Read(LAW_FOLDER);
  std::set<std::string> served;
  for (const auto* service : descriptors::AllServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      served.insert(
          absl::StrCat(service->full_name().substr(sizeof("liandong.") - 1), "/", service->method(i)->name()));
    }
  }
  std::set<std::string> listed;
  for (const auto& [method, row] : law.methods) listed.insert(method);
  EXPECT_EQ(listed, served);
}

TEST_F(MatrixTest, EachCallerIsAllowedExactlyWhatTheClausesSay) {
  const law::Law law = law::Read(LAW_FOLDER);
  const std::vector<Identity> everybody = Everybody();
  std::map<std::pair<law::Service, const Identity*>, std::vector<Cell>> cells;
  size_t total = 0;
  for (const auto& [method, row] : law.methods) {
    for (const law::Service server : ServersOf(method)) {
      for (const Identity& caller : everybody) {
        const auto some = CellsOf(method, row, caller);
        total += some.size();
        auto& all = cells[{server, &caller}];
        all.insert(all.end(), some.begin(), some.end());
      }
    }
  }
  size_t faults = 0;
  for (const auto& [key, some] : cells) {
    for (const std::string& fault : Ask(cluster_.ChannelTo(key.first, key.second->certificate), some)) {
      ADD_FAILURE() << fault;
      ++faults;
    }
  }
  std::printf("matrix: %zu cells over TLS, %zu as the clauses say, %zu otherwise\n", total, total - faults, faults);
}

}  // namespace
}  // namespace liandong
