#include "tools/contracts/service_table.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_cat.h"
#include "shared/law/names.h"

namespace liandong::contracts {
namespace {

// A service that `./run` starts serves metrics on the port of its RPCs plus this.
constexpr int kMetricsOffset = 2000;

}  // namespace

std::string ServiceTable() {
  std::string table = "name\tport\tmetrics_port\ttitle_zh\tpurpose_en\tpurpose_zh\n";
  for (const law::Service service : law::AllServices()) {
    const auto& info = contract::v1::Service_descriptor()->FindValueByNumber(service)->options().GetExtension(
        contract::v1::service_info);
    absl::StrAppend(&table, law::ServiceSlug(service), "\t", info.port(), "\t", info.port() + kMetricsOffset, "\t",
                    info.title_zh(), "\t", info.purpose_en(), "\t", info.purpose_zh(), "\n");
  }
  return table;
}

}  // namespace liandong::contracts
