#pragma once

#include <algorithm>
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

// Records are read in parts of at most this many, so that a page which ends early has not opened many more.
inline constexpr int kReadAtOnce = limits::kDefaultPageSize + 1;

// Moves records to the page until it is full. Returns whether it is.
template <typename Message>
bool Fill(Page<Message>& page, std::vector<records::Record<Message>> records, size_t size, size_t& bytes) {
  for (auto& record : records) {
    bytes += record.message.ByteSizeLong();
    if (page.records.size() == size || (bytes > limits::kMaxPageBytes && !page.records.empty())) return true;
    page.records.push_back(std::move(record));
  }
  return false;
}

// `request` has page_size and page_token. The page has fewer records than page_size if they are large.
template <typename Message, typename Request>
absl::StatusOr<Page<Message>> ListPage(const records::Repository<Message>& repository, store::ReadTx& tx,
                                       const records::Filter& filter, const Call& call, const Request& request,
                                       const seal::TokenBox& tokens) {
  const std::string audience = PageAudience(call, filter);
  LD_ASSIGN_OR_RETURN(auto after, PositionOf(tokens, audience, request.page_token()));
  const int size = PageSize(request.page_size());
  Page<Message> page;
  size_t bytes = 0;
  for (bool more = true; more;) {
    // One more item than is shown tells whether there is a next page.
    const int left = size + 1 - static_cast<int>(page.records.size());
    const int part = std::min(left, kReadAtOnce);
    LD_ASSIGN_OR_RETURN(auto records, repository.List(tx, filter, after, part));
    more = static_cast<int>(records.size()) == part;
    if (!records.empty()) after = records::Position{records.back().columns.id};
    if (Fill(page, std::move(records), static_cast<size_t>(size), bytes)) {
      page.next_token = TokenAfter(tokens, audience, page.records.back().columns);
      return page;
    }
  }
  return page;
}

}  // namespace liandong::contract
