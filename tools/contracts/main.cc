// contracts: prints the clause registry and the access of every method, computed from the descriptors.
#include <cstdio>
#include <string>

#include "absl/flags/flag.h"
#include "shared/base/command_line.h"
#include "tools/contracts/document.h"
#include "tools/contracts/registry.h"

ABSL_FLAG(std::string, format, "md", "json or md");
ABSL_FLAG(std::string, output, "", "File to write instead of standard output.");

int main(int argc, char** argv) {
  liandong::base::ParseCommandLine(argc, argv, "Prints the clauses and who may call what, from the protos.");
  const auto registry = liandong::contracts::Registry();
  if (!registry.ok()) {
    std::fprintf(stderr, "contracts: %s\n", registry.status().ToString().c_str());
    return 1;
  }
  const std::string format = absl::GetFlag(FLAGS_format);
  if (format != "json" && format != "md") {
    std::fprintf(stderr, "contracts: --format is json or md\n");
    return 2;
  }
  const std::string text = format == "json" ? registry->dump(2) + "\n" : liandong::contracts::Document(*registry);
  const std::string path = absl::GetFlag(FLAGS_output);
  std::FILE* const out = path.empty() ? stdout : std::fopen(path.c_str(), "w");
  const bool written = out != nullptr && std::fputs(text.c_str(), out) >= 0 && std::fflush(out) == 0;
  if (!written) std::fprintf(stderr, "contracts: cannot write %s\n", path.c_str());
  return written ? 0 : 1;
}
