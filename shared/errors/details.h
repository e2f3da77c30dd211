#pragma once

// Internal to shared/errors.
namespace liandong::errors {

// The payload of a refusal with its google.rpc.Status, serialized.
inline constexpr char kDetailsUrl[] = "liandong/details";

}  // namespace liandong::errors
