#include "shared/matching/level.h"

#include <cstddef>

namespace liandong::matching {

Wording WordingOf(Level level) {
  static constexpr Wording kWordings[kLevels] = {{"not known", "无资料"},           {"the same", "一致"},
                                                 {"sounds the same", "同音"},       {"other order", "顺序不同"},
                                                 {"other calendar", "农历公历"},    {"one character apart", "一字之差"},
                                                 {"dialect", "方音相同"},           {"in part", "部分一致"},
                                                 {"another year", "年份不同"},      {"alike", "相近"},
                                                 {"surname or year", "同姓或同年"}, {"different", "不同"}};
  return kWordings[static_cast<size_t>(level)];
}

}  // namespace liandong::matching
