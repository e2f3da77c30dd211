#pragma once

#include "shared/client/peers.h"
#include "shared/obligations/book.h"
#include "shared/outbox/outbox.h"
#include "shared/records/event_order.h"
#include "shared/records/key_index.h"
#include "shared/runtime/config.h"
#include "shared/seal/record_sealer.h"
#include "shared/seal/token.h"
#include "shared/telemetry/metrics.h"

namespace liandong::runtime {

// What a service needs to build its handlers. Nothing is owned by the service; everything lives as long as the host.
struct Parts {
  const seal::RecordSealer* sealer;
  const records::KeyIndex* keys;
  const records::EventOrder* events;
  const outbox::Outbox* outbox;
  const obligations::Book* obligations;
  const seal::TokenBox* tokens;
  client::Peers* peers;
  telemetry::Metrics* metrics;
  const Config* config;
};

}  // namespace liandong::runtime
