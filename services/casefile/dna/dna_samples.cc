#include "services/casefile/dna/dna_samples.h"

#include <utility>

#include "services/casefile/dna/dna_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

// The collection to which a sample's subject must belong.
absl::string_view SubjectCollection(v1::DnaRole role) {
  return role == v1::DNA_ROLE_PARENT_OF_MISSING_CHILD ? records::CollectionOf<v1::Case>()
                                                      : records::CollectionOf<v1::VictimFile>();
}

// 四(五): a child's sample advances the DNA requirement of its file, which never goes back.
absl::Status AdvanceGate(const Process& process, const Call& call, const v1::DnaSample& sample, v1::DnaGate gate,
                         WriteTx& tx) {
  if (sample.role() != v1::DNA_ROLE_SUSPECTED_CHILD) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(auto file, process.store.victim_files.Load(tx, call.reach, sample.subject()));
  if (file.message.dna_gate() >= gate) return absl::OkStatus();
  file.message.set_dna_gate(gate);
  return process.store.victim_files.Update(tx, file);
}

absl::StatusOr<v1::DnaSample> RegisterDnaSample(const Process& process, const Call& call,
                                                const v1::RegisterDnaSampleRequest& request, WriteTx& tx) {
  const auto subject = values::IdIn(request.subject(), SubjectCollection(request.role()));
  if (!subject.has_value()) {
    return errors::RefuseFields(
        {{"subject", "must name a case for a parent's sample, or a victim file for a child's sample",
          "父母样本须填案件，儿童样本须填受害人档案"}});
  }
  v1::DnaSample sample;
  sample.set_role(request.role());
  sample.set_subject(request.subject());
  sample.set_kit_number(request.kit_number());
  *sample.mutable_collect_time() = request.collect_time();
  if (request.role() == v1::DNA_ROLE_PARENT_OF_MISSING_CHILD) {
    LD_RETURN_IF_ERROR(process.store.cases.Load(tx, call.reach, request.subject()).status());
  }
  LD_RETURN_IF_ERROR(AdvanceGate(process, call, sample, v1::DNA_GATE_COLLECTED, tx));
  tx.Touch(request.subject());
  return contract::Create(process.store.dna_samples, tx, call, std::move(sample),
                          {.kind = request.role(), .parent = std::string(*subject)});
}

absl::StatusOr<v1::DnaSample> RecordDnaComparison(const Process& process, const Call& call,
                                                  const v1::RecordDnaComparisonRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(
      v1::DnaSample compared,
      contract::Change<v1::DnaSample>(process.store.dna_samples, tx, call, request.dna_sample(),
                                      [&](v1::DnaSample& sample) { return rules::RecordComparison(sample, request); }));
  LD_RETURN_IF_ERROR(AdvanceGate(process, call, compared, v1::DNA_GATE_COMPARED, tx));
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_COLLECT_DNA, compared.subject(), call.now));
  tx.Touch(compared.subject());
  return compared;
}

}  // namespace

void AddDnaSampleHandlers(Handlers& handlers) {
  handlers.Write(&RegisterDnaSample);
  handlers.Write(&RecordDnaComparison);
}

}  // namespace liandong::casefile
