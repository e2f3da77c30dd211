#include "shared/runtime/keys.h"

#include <utility>

#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"
#include "shared/store/migrate.h"

namespace liandong::runtime {

std::vector<store::Migration> Keys::Migrations() {
  return store::Concatenate({seal::RecordSealer::Migrations(), seal::KeyStore::Migrations()});
}

absl::Time Keys::Source::Announced() const {
  return database->exclusive() ? absl::InfiniteFuture() : clock->Now() - limits::kEpochAnnounced;
}

absl::StatusOr<std::unique_ptr<Keys>> Keys::Open(const Config& config, store::Database* database,
                                                 const base::Clock* clock, bool in_use) {
  LD_ASSIGN_OR_RETURN(auto roots, seal::RootKeys::Open(config.key_path, config.former_key_path, config.suite));
  const seal::KeyStore store(roots.get(), config.suite);
  const Source source{.database = database, .clock = clock};
  LD_RETURN_IF_ERROR(database->WriteAndWait([&](store::Tx& tx) { return store.Begin(tx, in_use, clock->Now()); }));
  LD_ASSIGN_OR_RETURN(auto ring,
                      database->ReadValue([&](store::ReadTx& tx) { return store.Load(tx, source.Announced()); }));
  return std::unique_ptr<Keys>(new Keys(source, std::move(roots), store, std::move(ring)));
}

Keys::Keys(Source source, std::unique_ptr<seal::RootKeys> roots, seal::KeyStore store,
           std::unique_ptr<seal::KeyRing> ring)
    : source_(source),
      roots_(std::move(roots)),
      store_(store),
      ring_(std::move(ring)),
      sealer_(ring_.get()),
      record_sealer_(&sealer_),
      ledger_digest_(ring_->lasting_suite(), ring_->Lasting("ledger-digest")),
      index_digest_(ring_->lasting_suite(), ring_->Lasting("blind-index")),
      index_(&index_digest_),
      tokens_(ring_->lasting_suite(), ring_->Lasting("tokens")) {}

absl::Status Keys::Refresh() {
  return source_.database->ReadAndWait(
      [this](store::ReadTx& tx) { return store_.Refresh(tx, *ring_, source_.Announced()); });
}

}  // namespace liandong::runtime
