// chaosd: any service of the suite as shipped, except that its clock can be made to jump. The first argument is the
// service.
#include <cstdio>
#include <fstream>
#include <string>

#include "absl/strings/string_view.h"
#include "services/all.h"
#include "shared/runtime/process.h"

namespace liandong::chaos {
namespace {

// The system's time plus the number of seconds in a file; none if there is no file.
class JumpingClock : public base::Clock {
 public:
  explicit JumpingClock(std::string path) : path_(std::move(path)) {}
  absl::Time Now() const override {
    int64_t seconds = 0;
    std::ifstream(path_) >> seconds;
    return absl::Now() + absl::Seconds(seconds);
  }

 private:
  const std::string path_;
};

int Main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: chaosd SERVICE CLOCK-FILE FLAGS...\n");
    return 2;
  }
  const std::string service = argv[1];
  const JumpingClock clock(argv[2]);
  for (const runtime::Definition& definition : services::AllDefinitions()) {
    if (law::ServiceSlug(definition.service) == service) return runtime::Run(argc - 2, argv + 2, definition, clock);
  }
  std::fprintf(stderr, "chaosd: unknown service %s\n", service.c_str());
  return 2;
}

}  // namespace
}  // namespace liandong::chaos

int main(int argc, char** argv) { return liandong::chaos::Main(argc, argv); }
