// contracts: prints the clause registry and the access of every method, computed from the descriptors.
#include <cstdio>
#include <string>

#include "absl/flags/flag.h"
#include "shared/command_line/command_line.h"
#include "tools/contracts/document.h"
#include "tools/contracts/metrics_document.h"
#include "tools/contracts/registry.h"
#include "tools/contracts/service_table.h"

ABSL_FLAG(std::string, format, "md",
          "What to print: json, md, metrics (the table of metrics) or services (the table of service processes).");
ABSL_FLAG(std::string, output, "", "Output file. Empty: standard output.");

namespace {

// Empty if the format is none.
std::string TextOf(const std::string& format, const nlohmann::ordered_json& registry) {
  if (format == "json") return registry.dump(2) + "\n";
  if (format == "md") return liandong::contracts::Document(registry);
  if (format == "services") return liandong::contracts::ServiceTable();
  return format == "metrics" ? liandong::contracts::MetricsDocument() : "";
}

}  // namespace

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(
      argc, argv, "Prints the clauses, who may call each method and who reads each field, as declared in the protos.");
  const auto registry = liandong::contracts::Registry();
  if (!registry.ok()) {
    std::fprintf(stderr, "contracts: %s\n", registry.status().ToString().c_str());
    return 1;
  }
  const std::string text = TextOf(absl::GetFlag(FLAGS_format), *registry);
  if (text.empty()) {
    std::fprintf(stderr, "contracts: --format must be json, md, metrics or services\n");
    return 2;
  }
  const std::string path = absl::GetFlag(FLAGS_output);
  std::FILE* const out = path.empty() ? stdout : std::fopen(path.c_str(), "w");
  const bool written = out != nullptr && std::fputs(text.c_str(), out) >= 0 && std::fflush(out) == 0;
  if (!written) std::fprintf(stderr, "contracts: cannot write %s\n", path.c_str());
  return written ? 0 : 1;
}
