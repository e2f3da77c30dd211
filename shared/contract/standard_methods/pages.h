#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/contract/handlers/call.h"
#include "shared/limits/limits.h"
#include "shared/records/repository.h"
#include "shared/seal/token.h"

// Lists in pages (AIP-158).
namespace liandong::contract {

// Returns where the page of `token` begins. PAGE_TOKEN_INVALID unless the token was made for this caller, method and
// filter.
absl::StatusOr<std::optional<records::Position>> PositionOf(const seal::TokenBox& tokens, const std::string& audience,
                                                            const std::string& token);
std::string PageAudience(const Call& call, const records::Filter& filter);
std::string TokenAfter(const seal::TokenBox& tokens, const std::string& audience, const records::Columns& last);
int PageSize(int requested);

template <typename Message>
struct Page {
  std::vector<records::Record<Message>> records;
  std::string next_token;
};

// `request` has page_size and page_token.
template <typename Message, typename Request>
absl::StatusOr<Page<Message>> ListPage(const records::Repository<Message>& repository, store::ReadTx& tx,
                                       const records::Filter& filter, const Call& call, const Request& request,
                                       const seal::TokenBox& tokens) {
  const std::string audience = PageAudience(call, filter);
  LD_ASSIGN_OR_RETURN(const auto after, PositionOf(tokens, audience, request.page_token()));
  const int size = PageSize(request.page_size());
  // One more item than is shown tells whether there is a next page.
  LD_ASSIGN_OR_RETURN(auto records, repository.List(tx, filter, after, size + 1));
  Page<Message> page;
  if (static_cast<int>(records.size()) > size) {
    records.pop_back();
    page.next_token = TokenAfter(tokens, audience, records.back().columns);
  }
  page.records = std::move(records);
  return page;
}

}  // namespace liandong::contract
