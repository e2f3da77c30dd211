#include "tools/contracts/render/metrics_page.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "shared/telemetry/catalogue.h"

namespace liandong::contracts {

std::string MetricsPage() {
  std::string text =
      "# Metrics\n\nGenerated from `shared/telemetry/catalogue.h` by `build/bin/contracts --format=metrics`; do not "
      "edit. Each process serves its metrics over plain HTTP at `/metrics` on its metrics address. The alerts that use "
      "them are in `monitoring/prometheus/`.\n\n| metric | type | labels | what it measures |\n|---|---|---|---|\n";
  for (const telemetry::Metric* metric : telemetry::Catalogue()) {
    absl::StrAppend(&text, "| `", metric->name, "` | ", metric->type, " | ",
                    absl::StrReplaceAll(metric->labels, {{",", ", "}}), " | ", metric->help, " |\n");
  }
  return text;
}

}  // namespace liandong::contracts
