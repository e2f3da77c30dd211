#include "shared/contract/refusal_bursts/refusal_bursts.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/limits/admission.h"
#include "shared/telemetry/log.h"

namespace liandong::contract {
namespace {

// How often bursts are looked at, so that an entry follows within twice the time of a burst.
constexpr absl::Duration kRound = absl::Milliseconds(250);
// Kinds of refusals that are counted at the same time. Beyond it, each refusal gets an entry of its own.
constexpr size_t kMaxBursts = 4096;

std::string KindOf(const ledger::v1::Leaf& leaf) {
  return absl::StrCat(leaf.caller(), "\n", leaf.method(), "\n", leaf.code(), " ", static_cast<int>(leaf.reason()), " ",
                      static_cast<int>(leaf.clause()));
}

// What entries of several calls do not state.
void ForgetRequest(ledger::v1::Leaf& leaf) {
  leaf.clear_request_digest();
  leaf.clear_request_id();
  leaf.clear_trace_id();
}

void Add(const ledger::v1::Leaf& one, ledger::v1::Leaf& all) {
  if (all.refused_calls() == 0) {
    all = one;
    ForgetRequest(all);
  }
  *all.mutable_time() = one.time();
  if (all.operator_() != one.operator_()) all.clear_operator_();
  if (all.purpose() != one.purpose()) all.clear_purpose();
  if (all.case_name() != one.case_name()) all.clear_case_name();
  all.set_refused_calls(all.refused_calls() + 1);
}

}  // namespace

RefusalBursts::RefusalBursts(store::Database* database, ledger::Ledger* ledger)
    : database_(database), ledger_(ledger), rounds_("refusals", {.interval = kRound}, [this] {
        const absl::Status written = WriteEnded();
        if (!written.ok()) {
          telemetry::Log(telemetry::Severity::kError, "ledger entries of refused calls cannot be stored yet",
                         {{"entries", static_cast<int64_t>(over_.size())}, {"status", written}});
        }
        return false;
      }) {}

bool RefusalBursts::Join(const ledger::v1::Leaf& leaf) {
  std::string kind = KindOf(leaf);
  absl::MutexLock lock(&mutex_);
  const auto burst = bursts_.find(kind);
  if (burst != bursts_.end()) {
    Add(leaf, burst->second.leaf);
    return true;
  }
  if (bursts_.size() < kMaxBursts) bursts_.emplace(std::move(kind), Burst{absl::Now(), {}});
  return false;
}

void RefusalBursts::Stop() {
  rounds_.Stop();
  const absl::Status written = WriteOver(Which::kAll);
  if (written.ok()) return;
  telemetry::Log(telemetry::Severity::kError, "entries of refused calls are lost, because they cannot be stored",
                 {{"entries", static_cast<int64_t>(over_.size())}, {"status", written}});
}

absl::Status RefusalBursts::WriteOver(Which which) {
  // While they cannot be written, no more are collected, and their bursts go on.
  LD_RETURN_IF_ERROR(WriteCollected());
  Collect(which);
  return WriteCollected();
}

absl::Status RefusalBursts::WriteCollected() {
  if (over_.empty()) return absl::OkStatus();
  absl::Status written = database_->WriteAndWait([this](store::Tx& tx) -> absl::Status {
    for (const ledger::v1::Leaf& leaf : over_) {
      LD_RETURN_IF_ERROR(ledger_->Append(tx, leaf, base::FromProto(leaf.time())));
    }
    return absl::OkStatus();
  });
  if (!written.ok()) return written;
  over_.clear();
  return absl::OkStatus();
}

void RefusalBursts::Collect(Which which) {
  const absl::Time now = absl::Now();
  absl::MutexLock lock(&mutex_);
  for (auto burst = bursts_.begin(); burst != bursts_.end();) {
    // The clock may have gone back.
    const bool ended = absl::AbsDuration(now - burst->second.began) >= limits::kRefusalBurst;
    if (!ended && which == Which::kEnded) {
      ++burst;
      continue;
    }
    if (burst->second.leaf.refused_calls() > 0) over_.push_back(std::move(burst->second.leaf));
    burst = bursts_.erase(burst);
  }
}

}  // namespace liandong::contract
