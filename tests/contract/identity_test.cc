#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "tests/testing/cluster.h"
#include "tools/pki/authority.h"
#include "tools/pki/layout.h"

// Who is accepted, and until when.
namespace liandong {
namespace {

using clue::v1::ClueService;
using testing::NewContext;
using testing::RefusalOf;

// A revocation takes effect within a few checks of the list.
constexpr absl::Duration kSeconds = absl::Seconds(8);

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class IdentityTest : public ::testing::Test {
 protected:
  std::unique_ptr<ClueService::Stub> StubOf(const std::string& certificate) {
    return ClueService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CLUE, certificate));
  }

  static grpc::Status List(ClueService::Stub& stub) {
    clue::v1::ListCluesResponse reply;
    return stub.ListClues(NewContext("6-9").get(), {}, &reply);
  }

  // Issues a certificate of the cluster's authority as a file of its PKI.
  void Issue(const std::string& name, const std::vector<std::string>& uris) {
    const auto authority =
        pki::Authority::FromPem(ReadFile(cluster_.PkiFile("ca.crt")), ReadFile(cluster_.PkiFile("ca.key")));
    const absl::Time now = absl::Now();
    const auto issued = authority->Issue({name, uris, false, now - absl::Hours(1), now + absl::Hours(1)});
    std::ofstream(cluster_.PkiFile(name + ".crt")) << issued->certificate;
    std::ofstream(cluster_.PkiFile(name + ".key")) << issued->key;
  }

  testing::TestCluster cluster_;
};

TEST_F(IdentityTest, AnAgencyIsWhoItsCertificateSays) { EXPECT_TRUE(List(*StubOf("education-commission")).ok()); }

TEST_F(IdentityTest, ExpiredAndRevokedCertificatesDoNotGetIn) {
  EXPECT_EQ(List(*StubOf("expired")).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(List(*StubOf("revoked")).error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(IdentityTest, ACertificateMustNameExactlyOneCallerOfTheTrustDomain) {
  const std::string police = "spiffe://nanchuan.liandong/agency/public-security/division/500119/system/a";
  const std::string justice = "spiffe://nanchuan.liandong/agency/justice-bureau/division/500119/system/a";
  Issue("nobody", {});
  Issue("both", {police, justice});
  Issue("stranger", {"spiffe://elsewhere/agency/public-security/division/500119/system/a"});
  Issue("unknown-agency", {"spiffe://nanchuan.liandong/agency/ministry-of-magic/division/500119/system/a"});
  Issue("no-division", {"spiffe://nanchuan.liandong/agency/public-security/division/999999/system/a"});
  for (const char* name : {"nobody", "both", "stranger", "unknown-agency", "no-division"}) {
    EXPECT_EQ(List(*StubOf(name)).error_code(), grpc::StatusCode::UNAVAILABLE) << name;
  }
  Issue("one", {police});
  EXPECT_TRUE(List(*StubOf("one")).ok());
}

TEST_F(IdentityTest, ARevocationEndsOpenConnectionsStreamsAndNewOnes) {
  const auto open = StubOf("justice-bureau");
  ASSERT_TRUE(List(*open).ok());
  auto context = NewContext("6-9");
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  const auto watcher = StubOf("justice-bureau");
  auto stream = watcher->WatchClues(context.get(), {});
  stream->WaitForInitialMetadata();

  ASSERT_TRUE(pki::Revoke(cluster_.PkiFile(""), {cluster_.PkiFile("justice-bureau.crt")}).ok());
  const absl::Time until = absl::Now() + kSeconds;
  grpc::Status status = List(*open);
  while (status.ok() && absl::Now() < until) status = List(*open);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(RefusalOf(status).reason, "CERTIFICATE_REFUSED");
  // The stream is checked every second; a read ends when the server ends the stream.
  clue::v1::ClueEvent event;
  EXPECT_FALSE(stream->Read(&event));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  // A new connection of the same process would resume the TLS session.
  EXPECT_EQ(List(*StubOf("justice-bureau")).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(List(*StubOf("court")).ok());
}

TEST_F(IdentityTest, ANewServerCertificateIsServedWithoutARestart) {
  const std::string before = ReadFile(cluster_.PkiFile("clue.crt"));
  ASSERT_TRUE(List(*StubOf("court")).ok());
  std::filesystem::remove(cluster_.PkiFile("clue.crt"));
  ASSERT_TRUE(pki::Lay(cluster_.PkiFile(""), "nanchuan.liandong", "500119").ok());
  ASSERT_NE(ReadFile(cluster_.PkiFile("clue.crt")), before);
  // What a client sees of the server's certificate.
  const auto served = [&] {
    auto channel = cluster_.ChannelTo(contract::v1::SERVICE_CLUE, "court");
    auto stub = ClueService::NewStub(channel);
    auto context = NewContext("6-9");
    clue::v1::ListCluesResponse reply;
    EXPECT_TRUE(stub->ListClues(context.get(), {}, &reply).ok());
    const auto pem = context->auth_context()->FindPropertyValues("x509_pem_cert");
    return pem.empty() ? std::string() : std::string(pem.front().data(), pem.front().size());
  };
  const absl::Time until = absl::Now() + kSeconds;
  std::string now = served();
  while (now == before && absl::Now() < until) now = served();
  EXPECT_EQ(now, ReadFile(cluster_.PkiFile("clue.crt")));
}

TEST_F(IdentityTest, AServiceTalksOnlyToTheServiceItMeans) {
  const identity::TlsFiles files{cluster_.PkiFile("registration.crt"), cluster_.PkiFile("registration.key"),
                                 cluster_.PkiFile("ca.crt"), cluster_.PkiFile("crl.pem"), "nanchuan.liandong"};
  // The clue service answers at the address of the casefile service.
  client::Peers misled(files, {{contract::v1::SERVICE_CASEFILE, cluster_.Address(contract::v1::SERVICE_CLUE)}});
  const auto reply =
      misled.Invoke(contract::v1::SERVICE_CASEFILE, "/liandong.casefile.v1.CasefileService/ScreenPersons", "",
                    contract::v1::CLAUSE_3_3_4, absl::Now() + absl::Seconds(5));
  EXPECT_EQ(errors::ReasonOf(reply.status()), contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
}

}  // namespace
}  // namespace liandong
