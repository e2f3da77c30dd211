// A caller's certificate and revocation lists: from PEM to Caller.
#include "shared/identity/caller.h"
#include "shared/identity/certificate.h"
#include "shared/identity/revocation.h"
#include "tests/fuzz/input.h"

LD_FUZZ(bytes) {
  using namespace liandong;
  constexpr char kDomain[] = "nanchuan.liandong";
  const fuzz::Chosen chosen(bytes);
  if (chosen.choice % 4 == 3) {
    // Half is the list, half the authorities.
    identity::ParseRevocationList(chosen.rest.substr(0, chosen.rest.size() / 2),
                                  chosen.rest.substr(chosen.rest.size() / 2))
        .IgnoreError();
    return;
  }
  const auto certificate = identity::ParseCertificate(chosen.rest);
  if (!certificate.ok()) return;
  for (const std::string& uri : certificate->uris) {
    const auto caller = identity::ParseSpiffe(uri, kDomain);
    if (!caller.has_value()) continue;
    // Exactly one of the two is set, and the name contains only what was read.
    fuzz::Expect((caller->agency != 0) != (caller->service != 0));
    fuzz::Expect(caller->service == 0 || identity::SpiffeOfService(kDomain, caller->service) == uri);
    fuzz::Expect(caller->agency == 0 ||
                 identity::SpiffeOfAgency(kDomain, caller->agency, caller->division, caller->system) == uri);
  }
}
