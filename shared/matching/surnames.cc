#include "shared/matching/surnames.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "absl/strings/str_split.h"
#include "shared/matching/han.h"

namespace liandong::matching {
namespace {

constexpr char kCompound[] =
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 "
    "仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 "
    "轩辕 令狐 "
    "段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 公输 南荣 东里 东宫 即墨 达奚 褚师 贺兰 叱干 纳兰 完颜 "
    "耶律";

// Characters whose reading differs when they are a surname, or that have several readings.
constexpr char kReadings[] =
    "单=shan 仇=qiu 解=xie 曾=zeng 区=ou 查=zha 乐=yue,le 翟=zhai,di 种=chong 秘=bi 折=she 员=yun 缪=miao,mou "
    "朴=piao,pu "
    "黑=hei,he 覃=qin,tan 谌=chen,shen 盖=ge,gai 任=ren 华=hua 洗=xian 繁=po 召=shao 祭=zhai,ji 阚=kan 逄=pang "
    "隗=wei,kui "
    "盛=sheng 柏=bai,bo 那=na 宓=mi,fu 卜=bu 牟=mou,mu 车=che 晁=chao 郇=xun,huan 贾=jia 薄=bo 撒=sa 訾=zi 句=gou "
    "呙=guo "
    "宿=su 纪=ji 能=nai 乜=nie 么=yao 尹=yin 曲=qu 幸=xing 观=guan 尉=wei,yu 朱=zhu 藏=zang 臧=zang 调=diao 适=kuo "
    "哈=ha "
    "沈=shen 石=shi 射=she 葛=ge 过=guo 中=zhong 应=ying 宁=ning 令=ling 燕=yan 要=yao 教=jiao 冼=xian 瞿=qu 邵=shao "
    "佘=she "
    "尉迟=yuchi 万俟=moqi 澹台=tantai 长孙=zhangsun 令狐=linghu 夏侯=xiahou 鲜于=xianyu 乐正=yuezheng 亓官=qiguan "
    "单于=chanyu 宰父=zaifu 颛孙=zhuansun 百里=baili";

const std::set<std::u32string, std::less<>>& Compound() {
  static const auto* const kSet = [] {
    auto* set = new std::set<std::u32string, std::less<>>;
    for (const absl::string_view name : absl::StrSplit(kCompound, ' ')) set->insert(ToCodePoints(name));
    return set;
  }();
  return *kSet;
}

const std::map<std::u32string, std::vector<std::string>, std::less<>>& Readings() {
  static const auto* const kMap = [] {
    auto* map = new std::map<std::u32string, std::vector<std::string>, std::less<>>;
    for (const absl::string_view entry : absl::StrSplit(kReadings, ' ')) {
      const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(entry, '=');
      (*map)[ToCodePoints(parts.first)] = absl::StrSplit(parts.second, ',');
    }
    return map;
  }();
  return *kMap;
}

}  // namespace

size_t SurnameLength(std::u32string_view name) {
  return name.size() > 2 && Compound().contains(name.substr(0, 2)) ? 2 : std::min<size_t>(1, name.size());
}

std::vector<std::string> SurnameReadings(std::u32string_view surname) {
  const auto known = Readings().find(surname);
  if (known != Readings().end()) return known->second;
  std::string reading;
  for (const char32_t c : surname) reading += std::string(ReadingOf(c));
  return {reading};
}

}  // namespace liandong::matching
