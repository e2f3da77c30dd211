#include "services/casefile/screening/screening.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/casefile/screening/matters.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

// The matters of all divisions are searched, so that a screening belongs to none.
constexpr char kNoDivision[] = "000000";

// Outside the transaction that stores the screening. Inside it, any two concurrent screenings would conflict.
absl::StatusOr<Matters> GatherMatters(const Process& process, const Call&, const v1::ScreenPersonRequest& request,
                                      const Reader& reader) {
  const bool gate = request.question() == v1::SCREEN_QUESTION_DNA_GATE_CLOSED;
  if (gate ? request.victim_file().empty() : !request.has_person()) {
    return errors::RefuseFields(
        {{gate ? "victim_file" : "person", "is required for this question", "该查询事项必须填写"}});
  }
  return reader.Read([&](store::ReadTx& tx) { return Screen(process.store, tx, request); });
}

absl::StatusOr<v1::ScreenPersonResponse> ScreenPerson(const Process& process, const Call& call,
                                                      const v1::ScreenPersonRequest& request, const Matters& matters,
                                                      WriteTx& tx) {
  v1::ScreenPersonResponse reply;
  reply.set_hit(!matters.empty());
  reply.set_reference(absl::StrCat("S-", absl::AsciiStrToUpper(base::NewId(call.now))));
  v1::ScreeningRecord screening;
  screening.set_question(request.question());
  screening.set_reference(reply.reference());
  for (const std::string& matter : matters) screening.add_matters(matter);
  // Stored for misses too, so that neither time nor effects reveal a hit.
  LD_RETURN_IF_ERROR(contract::Create(process.store.screenings, tx, call, std::move(screening),
                                      {.division = kNoDivision, .kind = request.question()})
                         .status());
  return reply;
}

absl::StatusOr<v1::ScreenCarersResponse> ScreenCarers(const Process& process, const Call&,
                                                      const v1::ScreenCarersRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const bool barred, AnyCarerBarred(process.store, tx, request));
  v1::ScreenCarersResponse reply;
  reply.set_barred(barred);
  return reply;
}

}  // namespace

void AddScreeningHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherMatters, &ScreenPerson);
  handlers.Read(&ScreenCarers);
}

}  // namespace liandong::casefile
