#include "services/casefile/screening/screening.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/casefile/screening/matters.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

// The matters of all divisions are searched, so that a screening belongs to none.
constexpr char kNoDivision[] = "000000";

absl::Status CheckSubject(const v1::Screening& screening, int index) {
  const bool gate = screening.question() == v1::SCREEN_QUESTION_DNA_GATE_CLOSED;
  if (gate ? !screening.victim_file().empty() : screening.has_person()) return absl::OkStatus();
  return errors::RefuseFields({{absl::StrCat("screenings[", index, "].", gate ? "victim_file" : "person"),
                                "is required for this question", "该查询事项必须填写"}});
}

// Outside the transaction that stores the screenings. Inside it, any two concurrent screenings would conflict.
absl::StatusOr<std::vector<Matters>> GatherMatters(const Process& process, const Call& call,
                                                   const v1::ScreenPersonsRequest& request, const Reader& reader) {
  for (int i = 0; i < request.screenings_size(); ++i) LD_RETURN_IF_ERROR(CheckSubject(request.screenings(i), i));
  return reader.Read([&](store::ReadTx& tx) -> absl::StatusOr<std::vector<Matters>> {
    std::vector<Matters> all;
    for (const v1::Screening& screening : request.screenings()) {
      LD_ASSIGN_OR_RETURN(Matters matters, Screen(process.store, tx, screening, call.now));
      all.push_back(std::move(matters));
    }
    return all;
  });
}

absl::StatusOr<v1::ScreenPersonsResponse> ScreenPersons(const Process& process, const Call& call,
                                                        const v1::ScreenPersonsRequest& request,
                                                        const std::vector<Matters>& all, WriteTx& tx) {
  v1::ScreenPersonsResponse reply;
  for (size_t i = 0; i < all.size(); ++i) {
    v1::ScreeningAnswer& answer = *reply.add_answers();
    answer.set_hit(!all[i].empty());
    answer.set_reference(absl::StrCat("S-", absl::AsciiStrToUpper(base::NewId(call.now))));
    v1::ScreeningRecord record;
    record.set_question(request.screenings(static_cast<int>(i)).question());
    record.set_reference(answer.reference());
    for (const std::string& matter : all[i]) record.add_matters(matter);
    const contract::Placing placing{.division = kNoDivision, .kind = record.question()};
    // Stored for misses too, so that neither time nor effects reveal a hit.
    LD_RETURN_IF_ERROR(contract::Create(process.store.screenings, tx, call, std::move(record), placing).status());
  }
  return reply;
}

absl::StatusOr<v1::ScreenCarersResponse> ScreenCarers(const Process& process, const Call& call,
                                                      const v1::ScreenCarersRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const bool barred, AnyCarerBarred(process.store, tx, request, call.now));
  v1::ScreenCarersResponse reply;
  reply.set_barred(barred);
  return reply;
}

}  // namespace

void AddScreeningHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherMatters, &ScreenPersons);
  handlers.Read(&ScreenCarers);
}

}  // namespace liandong::casefile
