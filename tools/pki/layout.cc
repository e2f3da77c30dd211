#include "tools/pki/layout.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/identity/caller.h"
#include "shared/law/names.h"
#include "tools/pki/authority.h"
#include "tools/text_file.h"

namespace liandong::pki {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kValidity = absl::Hours(24 * 825);
constexpr absl::Duration kAuthorityValidity = absl::Hours(24 * 3650);
constexpr char kSystem[] = "development";
constexpr char kRevokedList[] = "revoked-certificates.pem";
constexpr char kEndOfCertificate[] = "-----END CERTIFICATE-----\n";

// Writes the file completely or not at all. Only its owner may read it, because some files contain keys.
absl::Status WriteFile(const fs::path& path, const std::string& text) {
  const fs::path part = path.string() + ".part";
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write);
    file << text;
    if (!file.flush()) return absl::UnavailableError(absl::StrCat("cannot write ", path.string()));
  }
  std::error_code error;
  fs::rename(part, path, error);
  return error ? absl::UnavailableError(absl::StrCat("cannot write ", path.string())) : absl::OkStatus();
}

absl::StatusOr<Authority> OpenAuthority(const fs::path& directory) {
  LD_ASSIGN_OR_RETURN(const std::string certificate, ReadFile(directory / "ca.crt"));
  LD_ASSIGN_OR_RETURN(const std::string key, ReadFile(directory / "ca.key"));
  return Authority::FromPem(certificate, key);
}

absl::StatusOr<Authority> OpenOrMakeAuthority(const fs::path& directory, absl::Time now) {
  if (fs::exists(directory / "ca.crt")) return OpenAuthority(directory);
  LD_ASSIGN_OR_RETURN(Authority authority, Authority::Make(now - absl::Hours(24 * 30), now + kAuthorityValidity));
  LD_RETURN_IF_ERROR(WriteFile(directory / "ca.key", authority.key()));
  LD_RETURN_IF_ERROR(WriteFile(directory / "ca.crt", authority.certificate()));
  return authority;
}

absl::Status IssueAs(const fs::path& directory, const Authority& authority, const std::string& file,
                     const Subject& subject) {
  if (fs::exists(directory / (file + ".crt"))) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(const Issued issued, authority.Issue(subject));
  LD_RETURN_IF_ERROR(WriteFile(directory / (file + ".key"), issued.key));
  return WriteFile(directory / (file + ".crt"), issued.certificate);
}

absl::Status LayService(const fs::path& directory, const std::string& slug, LedgerAlgorithm ledgers) {
  if (!fs::exists(directory / (slug + ".master"))) {
    LD_RETURN_IF_ERROR(WriteFile(directory / (slug + ".master"), MakeMasterKey() + "\n"));
  }
  for (const char* use : {".ledger", ".witness"}) {
    if (fs::exists(directory / (slug + use + ".pub"))) continue;
    const LedgerKeys keys = MakeLedgerKeys(ledgers);
    LD_RETURN_IF_ERROR(WriteFile(directory / (slug + use + ".key"), keys.private_key));
    LD_RETURN_IF_ERROR(WriteFile(directory / (slug + use + ".pub"), keys.public_key));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Lay(const std::string& directory_name, const std::string& trust_domain, const std::string& division,
                 LedgerAlgorithm ledgers) {
  const fs::path directory = directory_name;
  std::error_code error;
  fs::create_directories(directory, error);
  fs::permissions(directory, fs::perms::owner_all, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot create ", directory_name));
  const absl::Time now = absl::Now();
  const absl::Time before = now - absl::Hours(1);
  LD_ASSIGN_OR_RETURN(const Authority authority, OpenOrMakeAuthority(directory, now));
  for (const law::Agency agency : law::AllAgencies()) {
    const std::string slug = law::AgencySlug(agency);
    LD_RETURN_IF_ERROR(IssueAs(
        directory, authority, slug,
        {slug, {identity::SpiffeOfAgency(trust_domain, agency, division, kSystem)}, false, before, now + kValidity}));
  }
  for (const law::Service service : law::AllServices()) {
    const std::string slug = law::ServiceSlug(service);
    LD_RETURN_IF_ERROR(
        IssueAs(directory, authority, slug,
                {slug, {identity::SpiffeOfService(trust_domain, service)}, true, before, now + kValidity}));
    LD_RETURN_IF_ERROR(LayService(directory, slug, ledgers));
  }
  // A database server, which does not call anybody.
  LD_RETURN_IF_ERROR(IssueAs(directory, authority, kDatabase, {kDatabase, {}, true, before, now + kValidity}));
  const std::string police =
      identity::SpiffeOfAgency(trust_domain, contract::v1::AGENCY_PUBLIC_SECURITY, division, kSystem);
  LD_RETURN_IF_ERROR(IssueAs(directory, authority, "revoked", {"revoked", {police}, false, before, now + kValidity}));
  LD_RETURN_IF_ERROR(IssueAs(directory, authority, "expired",
                             {"expired", {police}, false, now - absl::Hours(48), now - absl::Hours(24)}));
  if (fs::exists(directory / "crl.pem")) return absl::OkStatus();
  return Revoke(directory_name, {(directory / "revoked.crt").string()});
}

absl::Status Renew(const std::string& directory_name, const std::string& trust_domain, const std::string& slug,
                   absl::Duration valid_for) {
  const fs::path directory = directory_name;
  const auto service = law::ServiceFromSlug(slug);
  if (!service.has_value()) return absl::InvalidArgumentError(absl::StrCat("unknown service ", slug));
  LD_ASSIGN_OR_RETURN(const Authority authority, OpenAuthority(directory));
  const absl::Time now = absl::Now();
  LD_ASSIGN_OR_RETURN(
      const Issued issued,
      authority.Issue(
          {slug, {identity::SpiffeOfService(trust_domain, *service)}, true, now - absl::Hours(1), now + valid_for}));
  // Each file is complete at every moment. If a reader sees one old and one new file, it tries again.
  for (const auto& [suffix, pem] : {std::pair(".key", issued.key), std::pair(".crt", issued.certificate)}) {
    LD_RETURN_IF_ERROR(WriteFile(directory / (slug + suffix + ".new"), pem));
    fs::rename(directory / (slug + suffix + ".new"), directory / (slug + suffix));
  }
  return absl::OkStatus();
}

absl::Status Revoke(const std::string& directory_name, const std::vector<std::string>& certificates) {
  const fs::path directory = directory_name;
  LD_ASSIGN_OR_RETURN(const Authority authority, OpenAuthority(directory));
  std::string all;
  if (fs::exists(directory / kRevokedList)) {
    LD_ASSIGN_OR_RETURN(all, ReadFile(directory / kRevokedList));
  }
  for (const std::string& path : certificates) {
    LD_ASSIGN_OR_RETURN(const std::string pem, ReadFile(path));
    all += pem;
  }
  std::vector<std::string> revoked;
  for (const absl::string_view pem : absl::StrSplit(all, kEndOfCertificate, absl::SkipWhitespace())) {
    revoked.push_back(absl::StrCat(pem, kEndOfCertificate));
  }
  LD_ASSIGN_OR_RETURN(const std::string list, authority.RevocationList(revoked, absl::Now()));
  LD_RETURN_IF_ERROR(WriteFile(directory / kRevokedList, all));
  return WriteFile(directory / "crl.pem", list);
}

}  // namespace liandong::pki
