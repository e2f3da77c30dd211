#include "shared/common_services/retention/erase.h"

#include "shared/base/status_macros.h"
#include "shared/contract/saved_replies/saved_replies.h"
#include "shared/records/key_index.h"
#include "shared/records/search_index.h"
#include "shared/records/table.h"

namespace liandong::common_services {

absl::Status Erase(store::Tx& tx, const records::RecordType& type, absl::string_view id) {
  LD_RETURN_IF_ERROR(records::SealedTable::Erase(tx, type, id));
  LD_RETURN_IF_ERROR(records::KeyIndex::RemoveAll(tx, id));
  LD_RETURN_IF_ERROR(records::SearchIndex::RemoveAll(tx, id));
  return contract::SavedReplies::Erase(tx, id);
}

}  // namespace liandong::common_services
