#pragma once

#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "shared/base/ids.h"
#include "shared/contract/standard_methods/pages.h"

// What most handlers do with one kind of record: create, get, update and list (AIP-131 to AIP-134).
namespace liandong::contract {

// The plain columns of a new record that do not follow from the call.
struct Placing {
  std::string division;  // empty: the caller's
  int64_t kind = 0;
  int64_t state = 0;
  std::string parent;
};

template <typename Message>
records::Record<Message> NewRecord(const Call& call, Message message, const Placing& placing = {}) {
  return {{.id = base::NewId(call.now),
           .division = placing.division.empty() ? call.caller->division : placing.division,
           .owner = call.caller->Owner(),
           .kind = placing.kind,
           .state = placing.state,
           .parent = placing.parent,
           .create_time = call.now},
          std::move(message)};
}

template <typename Message>
absl::StatusOr<Message> Create(const records::Repository<Message>& repository, store::Tx& tx, const Call& call,
                               Message message, const Placing& placing = {}) {
  auto record = NewRecord(call, std::move(message), placing);
  LD_RETURN_IF_ERROR(repository.Insert(tx, record));
  return std::move(record.message);
}

template <typename Message>
absl::StatusOr<Message> Get(const records::Repository<Message>& repository, store::ReadTx& tx, const Call& call,
                            absl::string_view name) {
  LD_ASSIGN_OR_RETURN(auto record, repository.Load(tx, call.reach, name));
  return std::move(record.message);
}

// Loads a record within reach, lets `decide` change it, and writes it back. The state column follows the message's
// state.
template <typename Message>
absl::StatusOr<Message> Change(const records::Repository<Message>& repository, store::Tx& tx, const Call& call,
                               absl::string_view name, absl::FunctionRef<absl::Status(Message&)> decide,
                               absl::string_view etag = "") {
  LD_ASSIGN_OR_RETURN(auto record, repository.Load(tx, call.reach, name));
  LD_RETURN_IF_ERROR(decide(record.message));
  if constexpr (requires { record.message.state(); }) record.columns.state = record.message.state();
  LD_RETURN_IF_ERROR(repository.Update(tx, record, etag));
  return std::move(record.message);
}

// `items` is the list of the reply: `&v1::ListCluesResponse::mutable_clues`.
template <typename Reply, typename Message, typename Request>
absl::StatusOr<Reply> List(const records::Repository<Message>& repository, store::ReadTx& tx,
                           const records::Filter& filter, const Call& call, const Request& request,
                           const seal::TokenBox& tokens,
                           google::protobuf::RepeatedPtrField<Message>* (Reply::*items)()) {
  LD_ASSIGN_OR_RETURN(auto page, ListPage(repository, tx, filter, call, request, tokens));
  Reply reply;
  for (auto& record : page.records) *(reply.*items)()->Add() = std::move(record.message);
  reply.set_next_page_token(page.next_token);
  return reply;
}

// With tokens that are only valid for this caller and list.
template <typename Reply, typename Message, typename Request>
absl::StatusOr<Reply> List(const records::Repository<Message>& repository, store::ReadTx& tx,
                           const records::Filter& filter, const Call& call, const Request& request,
                           google::protobuf::RepeatedPtrField<Message>* (Reply::*items)()) {
  return List(repository, tx, filter, call, request, *call.page_tokens, items);
}

// The part of a filter that comes from an enum in the request. Its zero value sets no limit.
inline std::optional<int64_t> IfSet(int value) { return value == 0 ? std::nullopt : std::optional<int64_t>(value); }

}  // namespace liandong::contract
