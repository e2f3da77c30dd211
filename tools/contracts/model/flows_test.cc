#include "tools/contracts/model/flows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong::contracts {
namespace {

using law::Service::SERVICE_CASEFILE;
using law::Service::SERVICE_CLUE;
using testing::ElementsAre;

Method CalledBy(const std::string& path, const std::vector<law::Service>& services, bool by_agencies) {
  Method method{.path = path};
  for (const law::Service service : services) method.callers.services.set(service);
  if (by_agencies) method.callers.agencies.set(law::Agency::AGENCY_PUBLIC_SECURITY);
  return method;
}

std::vector<std::string> Written(const Model& model) {
  std::vector<std::string> lines;
  for (const Flow& flow : FlowsOf(model)) {
    std::string line = OriginOf(flow) + " > " + law::ServiceSlug(flow.to) + ":";
    for (const Method* method : flow.methods) line += " " + method->path;
    lines.push_back(line);
  }
  return lines;
}

TEST(FlowsTest, OneFlowForEachPairWithItsMethodsInOrder) {
  const Model model{.packages = {{.services = {{.servers = {SERVICE_CLUE},
                                                .methods = {CalledBy("/b", {SERVICE_CASEFILE}, true),
                                                            CalledBy("/a", {SERVICE_CASEFILE}, false)}}}}}};
  EXPECT_THAT(Written(model), ElementsAre("agencies > clue: /b", "casefile > clue: /a /b"));
}

TEST(FlowsTest, AProcessAsksOnlyTheOthersForWhatEveryProcessServes) {
  const Model model{
      .packages = {{.services = {{.servers = {SERVICE_CLUE, SERVICE_CASEFILE},
                                  .methods = {CalledBy("/a", {SERVICE_CLUE, SERVICE_CASEFILE}, false)}},
                                 {.servers = {SERVICE_CLUE}, .methods = {CalledBy("/own", {SERVICE_CLUE}, false)}}}}}};
  EXPECT_THAT(Written(model), ElementsAre("casefile > clue: /a", "clue > casefile: /a", "clue > clue: /own"));
}

}  // namespace
}  // namespace liandong::contracts
