#include "tests/bench/budget/clue_kinds.h"

#include <utility>

#include "tests/bench/call_many.h"

namespace liandong::budget {
namespace {

using clue::v1::ClueService;

constexpr char kReportClue[] = "/liandong.clue.v1.ClueService/ReportClue";
// A clause under which every participating agency may report clues, and read and watch its own.
constexpr char kPurpose[] = "6-9";
constexpr const char* kAgencies[] = {"education-commission", "health-commission", "culture-tourism", "human-resources"};
// Has no clue, so that its stream begins without events.
constexpr char kWatcher[] = "court";
constexpr uint64_t kSeed = 1;
// Ids are in the order of time, so time passes.
constexpr absl::Duration kBetweenReports = absl::Milliseconds(10);
// Reads jump through the stored clues instead of following the order of their creation.
constexpr size_t kStride = 7919;

// An open watch stream.
class Stream {
 public:
  explicit Stream(ClueService::Stub& stub) {
    Cite(context_, kPurpose);
    reader_ = stub.WatchClues(&context_, {});
    reader_->WaitForInitialMetadata();
  }
  ~Stream() {
    context_.TryCancel();
    reader_->Finish();
  }

  // Waits for the next event. The program ends if the stream does.
  void Next() {
    clue::v1::ClueEvent event;
    if (reader_->Read(&event)) return;
    std::fprintf(stderr, "budget: the stream ended\n");
    std::_Exit(1);
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<clue::v1::ClueEvent>> reader_;
};

}  // namespace

ClueKinds::ClueKinds(testing::TestCluster* cluster, const eval::Stock* stock)
    : cluster_(cluster), reports_(stock, kSeed, cluster->clock().Now()) {
  for (const char* agency : kAgencies) channels_.push_back(cluster_->ChannelTo(contract::v1::SERVICE_CLUE, agency));
  names_.resize(channels_.size());
}

void ClueKinds::Fill(int records) {
  const auto keep = [this](size_t channel, const std::string& reply) {
    clue::v1::Clue clue;
    if (clue.ParseFromString(reply)) names_[channel].push_back(clue.name());
  };
  const auto next = [this] {
    cluster_->clock().Advance(kBetweenReports);
    return reports_.Next().SerializeAsString();
  };
  bench::CallMany(channels_, {kReportClue, kPurpose, next, keep}, records);
}

std::vector<Kind> ClueKinds::All() { return {Get(), List(), Report(), Watch()}; }

Kind ClueKinds::Get() {
  return {"GetClue", [this] {
            return [stub = std::shared_ptr<Service::Stub>(StubOf(0)), &names = names_[0], next = size_t{0}]() mutable {
              clue::v1::GetClueRequest request;
              request.set_name(names[next++ * kStride % names.size()]);
              Make(*stub, &Service::Stub::GetClue, kPurpose, request);
            };
          }};
}

Kind ClueKinds::List() {
  return {"ListClues", [this] {
            return [stub = std::shared_ptr<Service::Stub>(StubOf(0))] {
              Make(*stub, &Service::Stub::ListClues, kPurpose, clue::v1::ListCluesRequest());
            };
          }};
}

Kind ClueKinds::Report() {
  return {"ReportClue", [this] {
            return [this, stub = std::shared_ptr<Service::Stub>(StubOf(0))] {
              Make(*stub, &Service::Stub::ReportClue, kPurpose, reports_.Next());
            };
          }};
}

// Includes the report that the event is about.
Kind ClueKinds::Watch() {
  return {"WatchClues", [this] {
            const std::shared_ptr<Service::Stub> stub =
                Service::NewStub(cluster_->ChannelTo(contract::v1::SERVICE_CLUE, kWatcher));
            return [this, stub, stream = std::make_shared<Stream>(*stub)] {
              Make(*stub, &Service::Stub::ReportClue, kPurpose, reports_.Next());
              cluster_->NumberEvents(contract::v1::SERVICE_CLUE);
              stream->Next();
            };
          }};
}

}  // namespace liandong::budget
