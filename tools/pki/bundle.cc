#include "tools/pki/bundle.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/law/names.h"
#include "tools/pki/layout.h"

namespace liandong::pki {
namespace {

namespace fs = std::filesystem;

using Copies = std::vector<std::pair<fs::path, fs::path>>;  // from, to

// Only readable by the owner, like the files it is copied from.
absl::Status Copy(const Copies& copies) {
  for (const auto& [from, to] : copies) {
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (!error) fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
    if (error) return absl::UnavailableError(absl::StrCat("cannot copy ", from.string(), " to ", to.string()));
  }
  return absl::OkStatus();
}

Copies TlsOf(const fs::path& directory, const fs::path& target, const std::string& slug) {
  return {{directory / (slug + ".crt"), target / "tls" / "tls.crt"},
          {directory / (slug + ".key"), target / "tls" / "tls.key"},
          {directory / "ca.crt", target / "trust" / "ca.crt"},
          {directory / "crl.pem", target / "trust" / "crl.pem"}};
}

absl::Status BundleService(const fs::path& directory, const fs::path& target, const std::string& slug) {
  Copies copies = TlsOf(directory, target, slug);
  copies.emplace_back(directory / (slug + ".master"), target / "keys" / "root.keys");
  copies.emplace_back(directory / (slug + ".ledger.key"), target / "keys" / "ledger.key");
  copies.emplace_back(directory / (slug + ".witness.key"), target / "keys" / "witness.key");
  for (const law::Service service : law::AllServices()) {
    const std::string file = law::ServiceSlug(service) + ".ledger.pub";
    copies.emplace_back(directory / file, target / "trust" / file);
  }
  return Copy(copies);
}

}  // namespace

absl::Status Bundle(const std::string& directory, const std::string& bundle) {
  for (const law::Service service : law::AllServices()) {
    const std::string slug = law::ServiceSlug(service);
    LD_RETURN_IF_ERROR(BundleService(directory, fs::path(bundle) / slug, slug));
  }
  return Copy(TlsOf(directory, fs::path(bundle) / kDatabase, kDatabase));
}

}  // namespace liandong::pki
