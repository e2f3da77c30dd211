// Input files of bulk-import: JSON lines and CSV.
#include <sstream>

#include "tests/fuzz/input.h"
#include "tools/bulk_import/rows.h"

LD_FUZZ(bytes) {
  using namespace liandong;
  const fuzz::Chosen chosen(bytes);
  std::istringstream file{std::string(chosen.rest)};
  const auto form = chosen.choice % 2 == 0 ? bulk_import::Form::kJsonLines : bulk_import::Form::kCsv;
  int line = 0;
  bulk_import::ReadRows(file, form, [&](const bulk_import::Row& row) {
    fuzz::Expect(row.line > line && !row.text.empty());
    line = row.line;
    // A row that was read can be sent.
    if (row.body.ok()) fuzz::Expect(row.body->is_object() && nlohmann::json::accept(row.body->dump()));
    return true;
  }).IgnoreError();
}
