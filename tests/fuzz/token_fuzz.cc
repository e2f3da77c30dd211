// Tokens that callers return, encrypted records, and the details of a peer's refusal.
#include "shared/errors/errors.h"
#include "shared/seal/sealer.h"
#include "shared/seal/token.h"
#include "tests/fuzz/input.h"
#include "tests/testing/key_ring.h"

LD_FUZZ(bytes) {
  using namespace liandong;
  static const auto* const ring = new seal::KeyRing(testing::TestRing());
  static const seal::TokenBox tokens(seal::Suite::kStandard, ring->Lasting("tokens"));
  static const seal::Sealer sealer(ring);
  // Nobody can make one without the key.
  fuzz::Expect(!tokens.Open("a", bytes).has_value());
  fuzz::Expect(!sealer.Open({"t", "i"}, bytes).ok());
  fuzz::Expect(tokens.Open("a", tokens.Close("a", bytes)) == std::string(bytes));
  const fuzz::Chosen chosen(bytes);
  const absl::Status status = errors::FromWire(static_cast<int>(chosen.choice % 20), "", chosen.rest);
  if (chosen.choice % 20 != 0) fuzz::Expect(!status.ok());
}
