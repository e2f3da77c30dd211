#include "services/clue/labour_export/export_projects.h"

#include <utility>

#include "services/clue/labour_export/export_project_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::clue {
namespace {

absl::StatusOr<v1::ExportProject> RegisterExportProject(const Process& process, const Call& call,
                                                        const v1::RegisterExportProjectRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckProject(request));
  v1::ExportProject project;
  project.set_state(v1::EXPORT_STATE_REGISTERED);
  project.set_company(request.company());
  project.set_country(request.country());
  project.set_workers(request.workers());
  project.set_young_women(request.young_women());
  project.set_mostly_young_women(rules::MostlyYoungWomen(request.workers(), request.young_women()));
  *project.mutable_create_time() = base::ToProto(call.now);
  const bool review = project.mostly_young_women();
  LD_ASSIGN_OR_RETURN(v1::ExportProject made, contract::Create(process.export_projects, tx, call, std::move(project),
                                                               {.state = v1::EXPORT_STATE_REGISTERED}));
  if (review) {
    LD_RETURN_IF_ERROR(process.obligations.Open(
        tx, {obligation::v1::OBLIGATION_KIND_REVIEW_EXPORT_PROJECT, call.caller->division, made.name()}, call.now));
  }
  return made;
}

absl::StatusOr<v1::ExportProject> ReviewExportProject(const Process& process, const Call& call,
                                                      const v1::ReviewExportProjectRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_REVIEW_EXPORT_PROJECT, request.name(), call.now));
  return contract::Change<v1::ExportProject>(
      process.export_projects, tx, call, request.name(),
      [&](v1::ExportProject& project) { return rules::Review(project, request); }, request.etag());
}

absl::StatusOr<v1::ExportProject> RecordSafetyTraining(const Process& process, const Call& call,
                                                       const v1::RecordSafetyTrainingRequest& request, WriteTx& tx) {
  return contract::Change<v1::ExportProject>(
      process.export_projects, tx, call, request.name(),
      [&](v1::ExportProject& project) {
        project.set_trained(project.trained() + request.trained());
        return absl::OkStatus();
      },
      request.etag());
}

absl::StatusOr<v1::ExportProject> RecordDeparture(const Process& process, const Call& call,
                                                  const v1::RecordDepartureRequest& request, WriteTx& tx) {
  return contract::Change<v1::ExportProject>(
      process.export_projects, tx, call, request.name(),
      [&](v1::ExportProject& project) { return rules::Depart(project, request); }, request.etag());
}

absl::StatusOr<v1::ExportProject> RecordExportMonitoring(const Process& process, const Call& call,
                                                         const v1::RecordExportMonitoringRequest& request,
                                                         WriteTx& tx) {
  return contract::Change<v1::ExportProject>(
      process.export_projects, tx, call, request.name(),
      [&](v1::ExportProject& project) { return rules::Monitor(project, request.note()); }, request.etag());
}

absl::StatusOr<v1::ExportProject> GetExportProject(const Process& process, const Call& call,
                                                   const v1::GetExportProjectRequest& request, ReadTx& tx) {
  return contract::Get(process.export_projects, tx, call, request.name());
}

absl::StatusOr<v1::ListExportProjectsResponse> ListExportProjects(const Process& process, const Call& call,
                                                                  const v1::ListExportProjectsRequest& request,
                                                                  ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.export_projects, tx, filter, call, request,
                        &v1::ListExportProjectsResponse::mutable_export_projects);
}

}  // namespace

void AddExportProjectHandlers(Handlers& handlers) {
  handlers.Write(&RegisterExportProject);
  handlers.Write(&ReviewExportProject);
  handlers.Write(&RecordSafetyTraining);
  handlers.Write(&RecordDeparture);
  handlers.Write(&RecordExportMonitoring);
  handlers.Read(&GetExportProject);
  handlers.Read(&ListExportProjects);
}

}  // namespace liandong::clue
