#include "services/oversight/conveners/convener_rules.h"

#include "shared/rule/rule.h"

namespace liandong::oversight::rules {

bool IsChief(v1::ConvenerPost post) {
  return LD_RULE_HOLDS("2-1-p1.the-vice-district-head-is-chief", post == v1::CONVENER_POST_DEPUTY_DISTRICT_HEAD);
}

}  // namespace liandong::oversight::rules
