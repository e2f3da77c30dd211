// contracts: prints what the protos declare: the law, the API, and who may call it and read what.
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/command_line/command_line.h"
#include "tools/contracts/model/read_model.h"
#include "tools/contracts/render/api_reference.h"
#include "tools/contracts/render/contracts_page.h"
#include "tools/contracts/render/json_document.h"
#include "tools/contracts/render/metrics_page.h"
#include "tools/contracts/render/service_table.h"
#include "tools/text_file.h"

ABSL_FLAG(std::string, format, "md",
          "What to print: json, md, metrics (the table of metrics), services (the table of service processes) or api "
          "(the pages of the API reference).");
ABSL_FLAG(std::string, output, "",
          "Output file. Empty: standard output. For --format=api: the directory of the pages, which is replaced.");
ABSL_FLAG(
    std::string, descriptor_set, "",
    "For --format=api: a descriptor set of the same protos with their comments, such as build/protos/liandong.binpb or "
    "/usr/share/liandong/liandong.binpb.");

namespace {

using liandong::contracts::Comments;
using liandong::contracts::Model;

absl::Status WriteFile(const std::string& path, const std::string& text) {
  std::FILE* const out = path.empty() ? stdout : std::fopen(path.c_str(), "w");
  const bool written = out != nullptr && std::fputs(text.c_str(), out) >= 0 && std::fflush(out) == 0;
  if (out != nullptr && out != stdout) std::fclose(out);
  return written ? absl::OkStatus() : absl::InternalError(absl::StrCat("cannot write ", path));
}

absl::Status WritePages(const std::string& directory, const std::map<std::string, std::string>& pages) {
  if (directory.empty()) return absl::InvalidArgumentError("--format=api needs --output, the directory of the pages");
  std::error_code error;
  std::filesystem::remove_all(directory, error);
  std::filesystem::create_directories(directory, error);
  for (const auto& [name, text] : pages) LD_RETURN_IF_ERROR(WriteFile(absl::StrCat(directory, "/", name), text));
  return absl::OkStatus();
}

absl::Status WriteApiReference(const std::string& directory) {
  LD_ASSIGN_OR_RETURN(const std::string set, liandong::ReadFile(absl::GetFlag(FLAGS_descriptor_set)));
  LD_ASSIGN_OR_RETURN(const Comments comments, Comments::Parse(set));
  LD_ASSIGN_OR_RETURN(const Model model, liandong::contracts::ReadModel(comments));
  return WritePages(directory, liandong::contracts::ApiReference(model));
}

absl::Status Write(const std::string& format, const std::string& output) {
  if (format == "metrics") return WriteFile(output, liandong::contracts::MetricsPage());
  if (format == "api") return WriteApiReference(output);
  LD_ASSIGN_OR_RETURN(const Model model, liandong::contracts::ReadModel(Comments()));
  if (format == "json") return WriteFile(output, liandong::contracts::JsonDocument(model));
  if (format == "md") return WriteFile(output, liandong::contracts::ContractsPage(model));
  if (format == "services") return WriteFile(output, liandong::contracts::ServiceTable(model.processes));
  return absl::InvalidArgumentError("--format must be json, md, metrics, services or api");
}

}  // namespace

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(
      argc, argv, "Prints the clauses, who may call each method and who reads each field, as declared in the protos.");
  const absl::Status written = Write(absl::GetFlag(FLAGS_format), absl::GetFlag(FLAGS_output));
  if (written.ok()) return 0;
  std::fprintf(stderr, "contracts: %s\n", std::string(written.message()).c_str());
  return written.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
}
