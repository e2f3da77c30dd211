#pragma once

#include <string>

namespace liandong::contracts {

// docs/metrics.md: the catalogue of metrics as a table.
std::string MetricsPage();

}  // namespace liandong::contracts
