#include "shared/connections/own_check.h"

#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

#include "absl/cleanup/cleanup.h"
#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Session = std::unique_ptr<SSL, decltype(&SSL_free)>;

constexpr std::array<unsigned char, 3> kHttp2 = {2, 'h', '2'};
constexpr int kFrameHeader = 9;
constexpr size_t kFrameType = 3;
constexpr unsigned char kSettings = 4;

absl::Status Failed(const char* what) { return absl::UnavailableError(what); }

Context MakeContext(const identity::TlsFiles& files) {
  Context context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  const bool made = context != nullptr && SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION) == 1 &&
                    SSL_CTX_set_alpn_protos(context.get(), kHttp2.data(), kHttp2.size()) == 0;
  // Without a certificate, for example while its files are replaced, the port must at least refuse the handshake.
  if (made && SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) == 1)
    SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM);
  return made ? std::move(context) : Context(nullptr, SSL_CTX_free);
}

void LimitTime(int descriptor) {
  const timeval time = absl::ToTimeval(limits::kOwnCheckTime);
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time));
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof(time));
}

// Binds the socket to a free port, so that the acceptor can be told before it connects. Returns where it is bound.
Address Bind(int descriptor, const Address& from) {
  // If it fails, the connection is counted like any other, and is still a check.
  (void)bind(descriptor, from.data(), from.length());
  sockaddr_storage bound{};
  socklen_t length = sizeof(bound);
  getsockname(descriptor, reinterpret_cast<sockaddr*>(&bound), &length);
  return {bound, length};
}

bool AnsweredWithAlert() { return ERR_GET_REASON(ERR_peek_last_error()) >= SSL_AD_REASON_OFFSET; }

// Whether the server sent the first frame of HTTP/2, or refused the certificate after the handshake: gRPC then closes
// the connection. Silence is no answer.
bool Answered(SSL* session) {
  ERR_clear_error();
  std::array<unsigned char, kFrameHeader> frame{};
  const int read = SSL_read(session, frame.data(), kFrameHeader);
  if (read > 0) return read == kFrameHeader && frame[kFrameType] == kSettings;
  const int error = SSL_get_error(session, read);
  return error == SSL_ERROR_ZERO_RETURN || error == SSL_ERROR_SSL ||
         (error == SSL_ERROR_SYSCALL && errno == ECONNRESET);
}

absl::Status ShakeHands(int descriptor, const identity::TlsFiles& files) {
  const Context context = MakeContext(files);
  if (context == nullptr) return Failed("TLS cannot be used to check the own port");
  const Session session(SSL_new(context.get()), SSL_free);
  ERR_clear_error();
  const bool connected = SSL_set_fd(session.get(), descriptor) == 1 && SSL_connect(session.get()) == 1;
  const bool answered = connected ? Answered(session.get()) : AnsweredWithAlert();
  return answered ? absl::OkStatus() : Failed("the handshake with the own port fails");
}

}  // namespace

absl::Status CheckOwnPort(Acceptor& acceptor, const identity::TlsFiles& files) {
  const Address own = acceptor.ReachedAt();
  const int descriptor = socket(own.data()->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return Failed("no descriptor is left to check the own port");
  const absl::Cleanup closing = [descriptor] { close(descriptor); };
  LimitTime(descriptor);
  const Address from = Bind(descriptor, own.WithPort(0));
  acceptor.Expect(from);
  const absl::Cleanup forgetting = [&acceptor, &from] { acceptor.ExpectNoMore(from); };
  if (connect(descriptor, own.data(), own.length()) != 0) return Failed("the own port refuses a connection");
  return ShakeHands(descriptor, files);
}

}  // namespace liandong::connections
