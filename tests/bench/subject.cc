#include "tests/bench/subject.h"

#include "tests/bench/connect.h"
#include "tests/testing/postgres/server.h"

namespace liandong::bench {

Subject::Subject(const Server& server, const Setting& setting, const std::vector<std::string>& agencies)
    : name_(server.name), database_(server.database ? testing::PostgresProcess() : 0) {
  for (const auto* processes : {&server.called, &server.others}) {
    for (const Process& process : *processes) children_.push_back(std::make_unique<Child>(process.command));
  }
  for (size_t i = 0; i < agencies.size(); ++i) {
    const Process& called = server.called[i % server.called.size()];
    channels_.push_back(ConnectAs(setting.Pki(), agencies[i], called.address));
  }
}

Measured Subject::Measure(Load load) const {
  for (const auto& child : children_) load.servers.push_back(child->pid());
  load.database = database_;
  return Run(load, channels_);
}

}  // namespace liandong::bench
