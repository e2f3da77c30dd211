#include "tools/contracts/model/read_model.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "liandong/contract/v1/method.pb.h"
#include "shared/base/status_macros.h"
#include "shared/contract/handlers/method.h"
#include "shared/descriptors/files.h"
#include "shared/records/record_type.h"
#include "tools/contracts/model/read_law.h"
#include "tools/contracts/model/read_types.h"
#include "tools/contracts/model/servers.h"
#include "tools/contracts/model/views.h"

namespace liandong::contracts {
namespace {

Method ReadMethod(const contract::Method& method, const Comments& comments) {
  return {.name = method.descriptor->name(),
          .path = method.path,
          .request = method.descriptor->input_type()->full_name(),
          .reply = method.descriptor->output_type()->full_name(),
          .comment = comments.Of(*method.descriptor),
          .writes = method.writes,
          .streams = method.streams,
          .operator_required = method.operator_required,
          .padded_response_time = method.padded_response_time,
          .audiences = contract::AudiencesIn(method.descriptor->options(), contract::v1::callers),
          .grants = method.access.grants(),
          .callers = method.access.callers(),
          .views = ViewsOf(*method.descriptor->output_type(), method.access.callers())};
}

absl::StatusOr<Service> ReadService(const google::protobuf::ServiceDescriptor& service, const Comments& comments) {
  LD_ASSIGN_OR_RETURN(const auto methods, contract::MethodsOf(service));
  Service read{.name = service.name(), .comment = comments.Of(service), .servers = ServersOf(service), .methods = {}};
  for (const contract::Method& method : methods) read.methods.push_back(ReadMethod(method, comments));
  return read;
}

absl::StatusOr<std::vector<RecordType>> ReadRecordTypes() {
  LD_ASSIGN_OR_RETURN(const auto types, records::ReadRecordTypes(descriptors::AllFiles()));
  std::vector<RecordType> read;
  for (const records::RecordType& type : types) {
    std::vector<std::string> open;
    for (const int64_t state : type.open) {
      open.push_back(type.message->FindFieldByName("state")->enum_type()->FindValueByNumber(state)->name());
    }
    read.push_back({.message = type.message->full_name(),
                    .collection = type.collection,
                    .table = type.table,
                    .counted = type.counted,
                    .open_states = std::move(open)});
  }
  return read;
}

absl::Status AddFile(const google::protobuf::FileDescriptor& file, const Comments& comments,
                     const TypesInReplies& in_replies, Package& package) {
  package.files.push_back({.path = file.name(), .comment = comments.Of(file)});
  for (int i = 0; i < file.service_count(); ++i) {
    LD_ASSIGN_OR_RETURN(Service service, ReadService(*file.service(i), comments));
    package.services.push_back(std::move(service));
  }
  for (int i = 0; i < file.message_type_count(); ++i) {
    AddMessage(*file.message_type(i), comments, in_replies, package);
  }
  for (int i = 0; i < file.enum_type_count(); ++i) package.enums.push_back(ReadEnum(*file.enum_type(i), comments));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Package>> ReadPackages(const Comments& comments) {
  const TypesInReplies in_replies = FindTypesInReplies();
  std::vector<Package> packages;
  for (const auto* file : descriptors::AllFiles()) {
    auto package =
        std::find_if(packages.begin(), packages.end(), [&](const Package& one) { return one.name == file->package(); });
    if (package == packages.end()) {
      packages.push_back({.name = file->package(), .files = {}, .services = {}, .messages = {}, .enums = {}});
      package = std::prev(packages.end());
    }
    LD_RETURN_IF_ERROR(AddFile(*file, comments, in_replies, *package));
  }
  return packages;
}

}  // namespace

absl::StatusOr<Model> ReadModel(const Comments& comments) {
  LD_ASSIGN_OR_RETURN(std::vector<Audience> audiences, ReadAudiences());
  LD_ASSIGN_OR_RETURN(std::vector<RecordType> record_types, ReadRecordTypes());
  LD_ASSIGN_OR_RETURN(std::vector<Package> packages, ReadPackages(comments));
  return Model{.agencies = ReadAgencies(),
               .processes = ReadProcesses(),
               .clauses = ReadClauses(),
               .audiences = std::move(audiences),
               .refusals = ReadRefusals(),
               .record_types = std::move(record_types),
               .packages = std::move(packages)};
}

}  // namespace liandong::contracts
