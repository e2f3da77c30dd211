#include "services/oversight/contacts/contacts.h"

#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Contact> RegisterContact(const Process& process, const Call& call,
                                            const v1::RegisterContactRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_REGISTER_CONTACT,
                                              ContactSubject(call.caller->agency), call.now));
  v1::Contact contact;
  contact.set_agency(call.caller->agency);
  contact.set_division(call.caller->division);
  contact.set_official(request.official());
  contact.set_phone(request.phone());
  *contact.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.contacts, tx, call, std::move(contact));
}

absl::StatusOr<v1::ListContactsResponse> ListContacts(const Process& process, const Call& call,
                                                      const v1::ListContactsRequest& request, ReadTx& tx) {
  return contract::List(process.contacts, tx, {.reach = call.reach}, call, request,
                        &v1::ListContactsResponse::mutable_contacts);
}

}  // namespace

void AddContactHandlers(Handlers& handlers) {
  handlers.Write(&RegisterContact);
  handlers.Read(&ListContacts);
}

}  // namespace liandong::oversight
