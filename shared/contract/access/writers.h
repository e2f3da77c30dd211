#pragma once

#include <google/protobuf/descriptor.h>

#include "absl/status/status.h"
#include "liandong/contract/v1/agency.pb.h"

// Who may set a field of a record and who may choose a value, from `writers` and `choosers` in the protos. Pure.
namespace liandong::contract {

// SECTION_OF_ANOTHER_AGENCY, with the clause that names the field's writers, unless `writer` is one of them.
// UPDATE_MASK_INVALID if the field has no writers: it cannot be updated.
absl::Status MayWrite(const google::protobuf::FieldDescriptor& field, v1::Agency writer);

// SECTION_OF_ANOTHER_AGENCY, with the clause that names the value's choosers, unless `chooser` is one of them. Everyone
// may choose a value without choosers.
absl::Status MayChoose(const google::protobuf::EnumValueDescriptor& value, v1::Agency chooser);

}  // namespace liandong::contract
