#include "services/clue/labour_export_service.h"

#include <utility>

#include "services/clue/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::clue {

LabourExportService::LabourExportService(const runtime::Parts& parts)
    : projects_(parts.sealer), obligations_(parts.obligations), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> LabourExportService::Handlers() {
  using contract::Bind;
  using Self = LabourExportService;
  return {
      {"RegisterExportProject", Bind(this, &Self::RegisterExportProject)},
      {"ReviewExportProject", Bind(this, &Self::ReviewExportProject)},
      {"RecordSafetyTraining", Bind(this, &Self::RecordSafetyTraining)},
      {"RecordDeparture", Bind(this, &Self::RecordDeparture)},
      {"RecordExportMonitoring", Bind(this, &Self::RecordExportMonitoring)},
      {"GetExportProject", Bind(this, &Self::GetExportProject)},
      {"ListExportProjects", Bind(this, &Self::ListExportProjects)},
  };
}

absl::StatusOr<v1::ExportProject> LabourExportService::RegisterExportProject(
    const Call& call, const v1::RegisterExportProjectRequest& request, store::Tx& tx) {
  if (request.young_women() > request.workers()) {
    return errors::RefuseFields({{"young_women", "must not exceed the number of workers", "不得多于派出总人数"}});
  }
  v1::ExportProject project;
  project.set_state(v1::EXPORT_STATE_REGISTERED);
  project.set_company(request.company());
  project.set_country(request.country());
  project.set_workers(request.workers());
  project.set_young_women(request.young_women());
  project.set_mostly_young_women(rules::MostlyYoungWomen(request.workers(), request.young_women()));
  *project.mutable_create_time() = base::ToProto(call.now);
  const bool review = project.mostly_young_women();
  LD_ASSIGN_OR_RETURN(v1::ExportProject made, contract::Create(projects_, tx, call, std::move(project),
                                                               {.state = v1::EXPORT_STATE_REGISTERED}));
  if (review) {
    LD_RETURN_IF_ERROR(obligations_->Open(
        tx, {obligation::v1::OBLIGATION_KIND_REVIEW_EXPORT_PROJECT, call.caller->division, made.name()}, call.now));
  }
  return made;
}

absl::StatusOr<v1::ExportProject> LabourExportService::ReviewExportProject(
    const Call& call, const v1::ReviewExportProjectRequest& request, store::Tx& tx) {
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_REVIEW_EXPORT_PROJECT, request.name(), call.now));
  return contract::Change<v1::ExportProject>(
      projects_, tx, call, request.name(), [&](v1::ExportProject& project) { return rules::Review(project, request); },
      request.etag());
}

absl::StatusOr<v1::ExportProject> LabourExportService::RecordSafetyTraining(
    const Call& call, const v1::RecordSafetyTrainingRequest& request, store::Tx& tx) {
  return contract::Change<v1::ExportProject>(
      projects_, tx, call, request.name(),
      [&](v1::ExportProject& project) {
        project.set_trained(project.trained() + request.trained());
        return absl::OkStatus();
      },
      request.etag());
}

absl::StatusOr<v1::ExportProject> LabourExportService::RecordDeparture(const Call& call,
                                                                       const v1::RecordDepartureRequest& request,
                                                                       store::Tx& tx) {
  return contract::Change<v1::ExportProject>(
      projects_, tx, call, request.name(), [&](v1::ExportProject& project) { return rules::Depart(project, request); },
      request.etag());
}

absl::StatusOr<v1::ExportProject> LabourExportService::RecordExportMonitoring(
    const Call& call, const v1::RecordExportMonitoringRequest& request, store::Tx& tx) {
  return contract::Change<v1::ExportProject>(
      projects_, tx, call, request.name(),
      [&](v1::ExportProject& project) { return rules::Monitor(project, request.note()); }, request.etag());
}

absl::StatusOr<v1::ExportProject> LabourExportService::GetExportProject(const Call& call,
                                                                        const v1::GetExportProjectRequest& request,
                                                                        store::ReadTx& tx) {
  return contract::Get(projects_, tx, call, request.name());
}

absl::StatusOr<v1::ListExportProjectsResponse> LabourExportService::ListExportProjects(
    const Call& call, const v1::ListExportProjectsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(projects_, tx, filter, call, request, *tokens_,
                        &v1::ListExportProjectsResponse::mutable_export_projects);
}

}  // namespace liandong::clue
