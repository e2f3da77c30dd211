#include "services/casefile/dna/dna_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {

absl::Status RecordComparison(v1::DnaSample& sample, const v1::RecordDnaComparisonRequest& request) {
  if (sample.has_compare_time()) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_5);
  }
  const absl::Time collected = base::FromProto(sample.collect_time());
  const absl::Time tested = base::FromProto(request.test_time());
  const absl::Time entered = base::FromProto(request.bank_entry_time());
  LD_RULE("4-5.the-test-follows-the-collection")
  if (tested < collected)
    return errors::RefuseFields({{"test_time", "must not be before the sample was collected", "不得早于采血时间"}});
  if (entered < tested)
    return errors::RefuseFields({{"bank_entry_time", "must not be before the sample was tested", "不得早于检验时间"}});
  if (base::FromProto(request.compare_time()) < entered) {
    return errors::RefuseFields(
        {{"compare_time", "must not be before the entry into the DNA bank", "不得早于入库时间"}});
  }
  if ((request.result() == v1::DNA_RESULT_MATCH) == request.matched_subject().empty()) {
    return errors::RefuseFields({{"matched_subject", "must be given if there is a match, and left empty otherwise",
                                  "比中时必须填写，未比中时不得填写"}});
  }
  *sample.mutable_test_time() = request.test_time();
  *sample.mutable_bank_entry_time() = request.bank_entry_time();
  *sample.mutable_compare_time() = request.compare_time();
  sample.set_result(request.result());
  sample.set_matched_subject(request.matched_subject());
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
