#pragma once

#include "absl/status/status.h"
#include "liandong/placement/v1/provider_service.pb.h"
#include "shared/law/names.h"

// Who registers providers, 五(三)1, 五(三)4. Pure.
namespace liandong::placement::rules {

// The health commission designates hospitals; civil affairs registers the other providers.
absl::Status CheckRegistrar(v1::ProviderKind kind, law::Agency registrar);

}  // namespace liandong::placement::rules
