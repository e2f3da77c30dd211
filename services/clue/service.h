#pragma once

#include <map>
#include <string>

#include "services/clue/desk.h"

namespace liandong::clue {

// The handlers of ClueService.
class ClueService : public runtime::Servant {
 public:
  explicit ClueService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  absl::StatusOr<std::string> GatherFirst(const contract::Call& call, const v1::ReportClueRequest& request,
                                          const contract::Reader& reader);
  absl::StatusOr<v1::Clue> ReportClue(const contract::Call& call, const v1::ReportClueRequest& request,
                                      const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<v1::Clue> GetClue(const contract::Call& call, const v1::GetClueRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::ListCluesResponse> ListClues(const contract::Call& call, const v1::ListCluesRequest& request,
                                                  store::ReadTx& tx);
  absl::StatusOr<v1::Clue> AcknowledgeClue(const contract::Call& call, const v1::AcknowledgeClueRequest& request,
                                           store::Tx& tx);
  absl::StatusOr<v1::Clue> AssignClue(const contract::Call& call, const v1::AssignClueRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Clue> ResolveClue(const contract::Call& call, const v1::ResolveClueRequest& request,
                                       store::Tx& tx);
  absl::StatusOr<v1::Clue> TransferClue(const contract::Call& call, const v1::TransferClueRequest& request,
                                        store::Tx& tx);
  absl::StatusOr<std::vector<contract::Watched<v1::ClueEvent>>> WatchClues(const contract::Call& call,
                                                                           const v1::WatchCluesRequest& request,
                                                                           store::ReadTx& tx, int64_t after);

  ClueDesk desk_;
  const ClueStore& store_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
