#include <gtest/gtest.h>

#include <fstream>

#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "liandong/ledger/v1/ledger_service.grpc.pb.h"
#include "liandong/oversight/v1/accountability_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/law/names.h"
#include "shared/ledger/checkpoint.h"
#include "shared/ledger/cosignature.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/merkle.h"
#include "shared/store/sqlite_connection.h"
#include "tests/testing/cluster.h"

// The ledgers as seen by an agency, the conference office and the other services.
namespace liandong {
namespace {

using contract::v1::SERVICE_CASEFILE;
using contract::v1::SERVICE_CLUE;
using contract::v1::SERVICE_OVERSIGHT;
using ledger::v1::LedgerService;
using testing::NewContext;
using testing::RefusalOf;

constexpr char kOffice[] = "joint-conference-office";
constexpr char kPurpose[] = "8-3";

class LedgerServiceTest : public ::testing::Test {
 protected:
  std::unique_ptr<LedgerService::Stub> LedgerOf(law::Service service, const std::string& certificate = kOffice) {
    return LedgerService::NewStub(cluster_.ChannelTo(service, certificate));
  }
  std::unique_ptr<clue::v1::ClueService::Stub> Clues(const std::string& certificate) {
    return clue::v1::ClueService::NewStub(cluster_.ChannelTo(SERVICE_CLUE, certificate));
  }

  std::string ReportClue() {
    clue::v1::ReportClueRequest request;
    request.set_channel(clue::v1::CLUE_CHANNEL_MANDATORY_REPORT);
    request.set_kind(clue::v1::CLUE_KIND_CHILD_TRAFFICKING);
    request.set_description("校门口有陌生人带走学生");
    clue::v1::Clue clue;
    EXPECT_TRUE(Clues("education-commission")->ReportClue(NewContext().get(), request, &clue).ok());
    return clue.name();
  }

  std::string Note(law::Service service) {
    ledger::v1::GetCheckpointResponse reply;
    const auto status = LedgerOf(service)->GetCheckpoint(NewContext(kPurpose).get(), {}, &reply);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return reply.checkpoint();
  }
  ledger::Checkpoint Verified(const std::string& note) {
    const auto verifier = ledger::CheckpointVerifier::FromFiles({cluster_.PkiFile("clue.ledger.pub")});
    const auto checkpoint = verifier->Verify(note);
    EXPECT_TRUE(checkpoint.ok()) << checkpoint.status();
    return *checkpoint;
  }

  // What the clue service would send to the witness of the casefile service.
  grpc::Status Show(const std::string& note, int64_t old_size, const ledger::Hashes& proof = {}) {
    ledger::v1::AddCheckpointRequest request;
    request.set_checkpoint(note);
    request.set_old_size(old_size);
    request.mutable_consistency_proof()->Add(proof.begin(), proof.end());
    ledger::v1::AddCheckpointResponse reply;
    return LedgerOf(SERVICE_CASEFILE, "clue")->AddCheckpoint(NewContext(kPurpose, "").get(), request, &reply);
  }
  // A checkpoint with any content, signed with the ledger's own key.
  std::string Signed(int64_t size, const std::string& root) {
    return ledger::CheckpointSigner::FromFile(cluster_.PkiFile("clue.ledger.key"), "liandong/clue")->Sign(size, root);
  }

  ledger::v1::ListEntriesResponse Entries(const std::string& certificate) {
    ledger::v1::ListEntriesResponse reply;
    const auto status = LedgerOf(SERVICE_CLUE, certificate)->ListEntries(NewContext(kPurpose).get(), {}, &reply);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return reply;
  }

  // One round of cosigning by every service, as happens every minute. Returns the number of entries that it added.
  int64_t CosignAll() {
    const int64_t before = AllEntries();
    for (const law::Service service : law::AllServices()) cluster_.Cosign(service);
    return AllEntries() - before;
  }
  int64_t AllEntries() {
    int64_t entries = 0;
    for (const law::Service service : law::AllServices()) {
      auto connection =
          store::SqliteConnection::Open(cluster_.DatabasePath(service), store::SqliteConnection::Mode::kReadOnly);
      EXPECT_TRUE(connection.ok());
      EXPECT_TRUE(
          (*connection)
              ->Query("SELECT count(*) FROM ledger_leaf", {}, [&](const store::Row& row) { entries += row.Int(0); })
              .ok());
    }
    return entries;
  }

  ledger::TreeHash Hash() const {
    return ledger::CheckpointVerifier::FromFiles({cluster_.PkiFile("clue.ledger.pub")})->tree_hash();
  }

  testing::TestCluster cluster_;
};

TEST_F(LedgerServiceTest, AnAgencyVerifiesThatItsCallIsInTheLedgerAndStaysThere) {
  ReportClue();
  const auto entries = Entries("education-commission");
  ASSERT_EQ(entries.entries_size(), 1);
  const ledger::Checkpoint before = Verified(Note(SERVICE_CLUE));
  ledger::v1::GetInclusionProofRequest ask;
  ask.set_index(entries.entries(0).index());
  ask.set_size(before.size);
  ledger::v1::GetInclusionProofResponse shown;
  ASSERT_TRUE(
      LedgerOf(SERVICE_CLUE, "education-commission")->GetInclusionProof(NewContext(kPurpose).get(), ask, &shown).ok());
  const std::string leaf_hash = ledger::LeafHash(Hash(), entries.entries(0).leaf());
  EXPECT_TRUE(ledger::VerifyInclusion(Hash(), leaf_hash, ask.index(), before.size,
                                      {shown.hashes().begin(), shown.hashes().end()}, before.root)
                  .ok());
  const ledger::Checkpoint after = Verified(Note(SERVICE_CLUE));
  ledger::v1::GetConsistencyProofRequest grown;
  grown.set_first_size(before.size);
  grown.set_second_size(after.size);
  ledger::v1::GetConsistencyProofResponse proof;
  ASSERT_TRUE(LedgerOf(SERVICE_CLUE)->GetConsistencyProof(NewContext(kPurpose).get(), grown, &proof).ok());
  EXPECT_GT(after.size, before.size);
  EXPECT_TRUE(ledger::VerifyConsistency(Hash(), before.size, before.root, after.size, after.root,
                                        {proof.hashes().begin(), proof.hashes().end()})
                  .ok());
}

TEST_F(LedgerServiceTest, AMemberReadsItsOwnEntriesAndTheOfficeAll) {
  ReportClue();
  EXPECT_EQ(Entries("court").entries_size(), 0);
  EXPECT_EQ(Entries("education-commission").entries_size(), 1);
  const auto all = Entries(kOffice);
  EXPECT_EQ(all.entries_size(), 3);
  EXPECT_EQ(all.next_start(), 3);
}

TEST_F(LedgerServiceTest, WhatTheLedgerDoesNotHaveIsRefused) {
  ledger::v1::GetInclusionProofRequest request;
  request.set_size(100);
  ledger::v1::GetInclusionProofResponse reply;
  const auto status = LedgerOf(SERVICE_CLUE)->GetInclusionProof(NewContext(kPurpose).get(), request, &reply);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::OUT_OF_RANGE);
  EXPECT_EQ(RefusalOf(status).reason, "LEDGER_RANGE");
}

TEST_F(LedgerServiceTest, TheOtherServicesCosign) {
  ReportClue();
  const auto result = cluster_.ShowCheckpoint(SERVICE_CLUE);
  EXPECT_EQ(result.cosigned, testing::WitnessesPerService());
  EXPECT_EQ(result.refused + result.silent, 0);
  ledger::v1::GetCheckpointResponse reply;
  ASSERT_TRUE(LedgerOf(SERVICE_CLUE)->GetCheckpoint(NewContext(kPurpose).get(), {}, &reply).ok());
  EXPECT_EQ(Verified(reply.cosigned_checkpoint()).size, result.size);
  const auto note = ledger::ParseNote(reply.cosigned_checkpoint());
  for (const law::Service service : law::AllServices()) {
    if (service == SERVICE_CLUE) continue;
    const std::string witness = law::ServiceSlug(service);
    const auto key = ledger::VerifyingKey::FromFile(cluster_.PkiFile(witness + ".witness.pub"));
    const auto time = ledger::CosignedAt(*note, *key, "liandong/witness/" + witness);
    ASSERT_TRUE(time.ok()) << time.status();
    EXPECT_EQ(*time, absl::FromUnixSeconds(absl::ToUnixSeconds(cluster_.clock().Now())));
    EXPECT_FALSE(ledger::CosignedAt(*note, *key, "liandong/witness/clue").ok());
  }
  // And again, from its current size.
  ReportClue();
  EXPECT_EQ(cluster_.ShowCheckpoint(SERVICE_CLUE).cosigned, testing::WitnessesPerService());
}

// Each showing makes two entries at the witness, which are themselves no reason for another showing.
TEST_F(LedgerServiceTest, AnIdleSuiteDoesNotCosignItsOwnCosigning) {
  const int64_t showing = 2 * int64_t{testing::WitnessesPerService()};
  ReportClue();
  // A process shows its checkpoint once after it has started, if it has one.
  EXPECT_EQ(CosignAll(), showing * static_cast<int64_t>(law::AllServices().size()));
  for (int minute = 0; minute < 5; ++minute) EXPECT_EQ(CosignAll(), 0);
  // A call to one service is cosigned within one round, and causes nothing else.
  ReportClue();
  EXPECT_EQ(CosignAll(), showing);
  EXPECT_EQ(CosignAll(), 0);
}

TEST_F(LedgerServiceTest, AWitnessThatWasDownCosignsWhatTheOthersHaveCosigned) {
  ReportClue();
  CosignAll();
  cluster_.Stop(SERVICE_CASEFILE);
  ReportClue();
  const auto without = cluster_.Cosign(SERVICE_CLUE);
  EXPECT_EQ(without.cosigned, testing::WitnessesPerService() - 1);
  EXPECT_EQ(without.silent, 1);
  // Entries that tell of nothing but cosigning follow.
  cluster_.ShowCheckpoint(SERVICE_OVERSIGHT);
  cluster_.Start(SERVICE_CASEFILE);
  runtime::Cosigning::Result with = cluster_.Cosign(SERVICE_CLUE);
  // The connection may need some time.
  for (int tries = 0; with.silent > 0 && tries < 300; ++tries) {
    absl::SleepFor(absl::Milliseconds(100));
    with = cluster_.Cosign(SERVICE_CLUE);
  }
  EXPECT_EQ(with.size, without.size);
  EXPECT_EQ(with.cosigned, testing::WitnessesPerService());
  ledger::v1::GetCheckpointResponse reply;
  ASSERT_TRUE(LedgerOf(SERVICE_CLUE)->GetCheckpoint(NewContext(kPurpose).get(), {}, &reply).ok());
  // The ledger's own signature and those of all witnesses.
  EXPECT_EQ(ledger::ParseNote(reply.cosigned_checkpoint())->signatures.size(),
            1U + static_cast<size_t>(testing::WitnessesPerService()));
}

TEST_F(LedgerServiceTest, AWitnessCosignsNoSecondHistory) {
  ReportClue();
  const int64_t size = cluster_.ShowCheckpoint(SERVICE_CLUE).size;
  const std::string other_root(32, 'x');
  // A fork: another ledger of the same size.
  EXPECT_EQ(RefusalOf(Show(Signed(size, other_root), size)).reason, "CHECKPOINT_INCONSISTENT");
  // A longer one, with a proof of nothing.
  EXPECT_EQ(RefusalOf(Show(Signed(size + 1, other_root), size, {std::string(32, 'y')})).reason,
            "CHECKPOINT_INCONSISTENT");
  // One that went back.
  EXPECT_EQ(RefusalOf(Show(Signed(0, ledger::EmptyRoot(Hash())), size)).reason, "CHECKPOINT_INCONSISTENT");
  EXPECT_EQ(RefusalOf(Show(Note(SERVICE_CLUE), 0)).reason, "CHECKPOINT_STALE");
}

TEST_F(LedgerServiceTest, AWitnessCosignsNothingThatTheLedgerDidNotSign) {
  std::string note = Signed(1, std::string(32, 'x'));
  note[note.size() - 5] = note[note.size() - 5] == 'A' ? 'B' : 'A';
  EXPECT_EQ(RefusalOf(Show(note, 0)).reason, "CHECKPOINT_UNSIGNED");
  EXPECT_EQ(RefusalOf(Show("liandong/clue\n", 0)).reason, "CHECKPOINT_UNSIGNED");
  const auto stranger = ledger::CheckpointSigner::FromFile(cluster_.PkiFile("clue.ledger.key"), "stranger");
  EXPECT_EQ(RefusalOf(Show(stranger->Sign(0, ledger::EmptyRoot(Hash())), 0)).reason, "LEDGER_UNKNOWN");
}

// The operator of the clue service restores an older database, or rebuilds the ledger without an entry.
TEST_F(LedgerServiceTest, TheWitnessesRefuseALedgerThatItsOwnOperatorRewrote) {
  ReportClue();
  ReportClue();
  EXPECT_EQ(cluster_.ShowCheckpoint(SERVICE_CLUE).cosigned, testing::WitnessesPerService());
  cluster_.Stop(SERVICE_CLUE);
  {
    auto connection =
        store::SqliteConnection::Open(cluster_.DatabasePath(SERVICE_CLUE), store::SqliteConnection::Mode::kReadWrite);
    ASSERT_TRUE((*connection)
                    ->Script("DELETE FROM ledger_leaf WHERE seq > 0; DELETE FROM ledger_tile; DELETE FROM ledger_head")
                    .ok());
  }
  cluster_.Start(SERVICE_CLUE);
  // Again and again, although no call has been entered since.
  for (int minute = 0; minute < 3; ++minute) {
    const auto result = cluster_.Cosign(SERVICE_CLUE);
    EXPECT_EQ(result.cosigned, 0);
    EXPECT_EQ(result.refused, 4);
  }
}

TEST_F(LedgerServiceTest, WhoReadARecordIsToldToTheOfficeAndToThePolice) {
  const std::string clue = ReportClue();
  clue::v1::GetClueRequest get;
  get.set_name(clue);
  clue::v1::Clue read;
  ASSERT_TRUE(Clues("public-security")->GetClue(NewContext("3-1", "P-7").get(), get, &read).ok());
  oversight::v1::ListDataAccessesRequest request;
  request.set_request_id(base::NewUuid());
  request.set_record(clue);
  *request.mutable_from_time() = base::ToProto(cluster_.clock().Now() - absl::Hours(1));
  *request.mutable_until_time() = base::ToProto(cluster_.clock().Now() + absl::Hours(1));
  for (const std::string& caller : {std::string(kOffice), std::string("public-security")}) {
    // At the second question, the entries about the clue are indexed.
    if (caller != kOffice) cluster_.IndexEntries(SERVICE_CLUE);
    request.set_request_id(base::NewUuid());
    oversight::v1::ListDataAccessesResponse reply;
    const auto stub = oversight::v1::AccountabilityService::NewStub(cluster_.ChannelTo(SERVICE_OVERSIGHT, caller));
    const auto status = stub->ListDataAccesses(NewContext(kPurpose).get(), request, &reply);
    ASSERT_TRUE(status.ok()) << status.error_message();
    std::map<std::string, const ledger::v1::Access*> by_method;
    for (const auto& access : reply.accesses()) by_method[access.method()] = &access;
    const auto* reading = by_method["/liandong.clue.v1.ClueService/GetClue"];
    ASSERT_NE(reading, nullptr);
    EXPECT_EQ(reading->operator_(), "P-7");
    EXPECT_EQ(reading->purpose(), contract::v1::CLAUSE_3_1);
    EXPECT_NE(reading->caller().find("/agency/public-security/"), std::string::npos);
    EXPECT_EQ(reading->origin(), "liandong/clue");
    EXPECT_EQ(by_method.count("/liandong.clue.v1.ClueService/ReportClue"), 1U);
    // The second who asks sees that the first asked.
    EXPECT_EQ(by_method.count("/liandong.oversight.v1.AccountabilityService/ListDataAccesses"),
              caller == kOffice ? 0U : 1U);
  }
}

TEST_F(LedgerServiceTest, AnUnknownRecordIsNotFoundAndAMissingLedgerIsUnavailable) {
  oversight::v1::ListDataAccessesRequest request;
  request.set_record("clues/00000000000000000000000000");
  *request.mutable_from_time() = base::ToProto(cluster_.clock().Now() - absl::Hours(1));
  *request.mutable_until_time() = base::ToProto(cluster_.clock().Now());
  oversight::v1::ListDataAccessesResponse reply;
  const auto stub = oversight::v1::AccountabilityService::NewStub(cluster_.ChannelTo(SERVICE_OVERSIGHT, kOffice));
  request.set_request_id(base::NewUuid());
  EXPECT_EQ(stub->ListDataAccesses(NewContext(kPurpose).get(), request, &reply).error_code(),
            grpc::StatusCode::NOT_FOUND);
  cluster_.Stop(SERVICE_CASEFILE);
  request.set_request_id(base::NewUuid());
  EXPECT_EQ(stub->ListDataAccesses(NewContext(kPurpose).get(), request, &reply).error_code(),
            grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace liandong
