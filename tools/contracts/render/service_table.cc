#include "tools/contracts/render/service_table.h"

#include "absl/strings/str_cat.h"

namespace liandong::contracts {
namespace {

// A service that `./run` starts serves metrics on the port of its RPCs plus this.
constexpr int kMetricsOffset = 2000;

}  // namespace

std::string ServiceTable(const std::vector<Process>& processes) {
  std::string table = "name\tport\tmetrics_port\ttitle_zh\tpurpose_en\tpurpose_zh\n";
  for (const Process& process : processes) {
    absl::StrAppend(&table, law::ServiceSlug(process.service), "\t", process.port, "\t", process.port + kMetricsOffset,
                    "\t", process.title_zh, "\t", process.purpose_en, "\t", process.purpose_zh, "\n");
  }
  return table;
}

}  // namespace liandong::contracts
