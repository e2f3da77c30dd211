#include "tools/contracts/metrics_document.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "shared/telemetry/catalogue.h"

namespace liandong::contracts {

std::string MetricsDocument() {
  std::string text =
      "# Metrics\n\n"
      "Made of `shared/telemetry/catalogue.h` by `build/bin/contracts --format=metrics`; not to be edited. Each "
      "process "
      "serves them on its metrics address as plain HTTP, `/metrics`. Alerts on them: `monitoring/prometheus/`.\n\n"
      "| metric | type | labels | what it counts |\n|---|---|---|---|\n";
  for (const telemetry::Metric* metric : telemetry::Catalogue()) {
    absl::StrAppend(&text, "| `", metric->name, "` | ", metric->type, " | ",
                    absl::StrReplaceAll(metric->labels, {{",", ", "}}), " | ", metric->help, " |\n");
  }
  return text;
}

}  // namespace liandong::contracts
