#include "shared/connections/channelz.h"

#include <grpc/grpc.h>
#include <grpc/support/alloc.h>

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace liandong::connections::channelz {
namespace {

using nlohmann::json;

constexpr intptr_t kPage = 500;

// Takes ownership of gRPC's text.
json Parsed(char* text) {
  if (text == nullptr) return json(json::value_t::discarded);
  json parsed = json::parse(text, nullptr, /*allow_exceptions=*/false);
  gpr_free(text);
  return parsed;
}

// gRPC writes 64-bit numbers as texts and omits those that are 0.
int64_t Number(const json& object, const char* name) {
  const auto found = object.find(name);
  int64_t number = 0;
  if (found == object.end() || !found->is_string() || !absl::SimpleAtoi(found->get_ref<const std::string&>(), &number))
    return 0;
  return number;
}

const json& At(const json& object, const char* name) {
  static const json* const kNone = new json(json::object());
  const auto found = object.find(name);
  return found == object.end() ? *kNone : *found;
}

// The name is `chttp2 ipv4:192.0.2.1:5000`.
std::string PeerIn(const json& reference) {
  const std::string name = reference.value("name", "");
  return name.substr(name.rfind(' ') + 1);
}

std::string CertificateIn(const json& socket) {
  const json& tls = At(At(socket, "security"), "tls");
  std::string pem;
  absl::Base64Unescape(tls.value("remote_certificate", ""), &pem);
  return pem;
}

}  // namespace

int64_t NewestServer() {
  int64_t newest = 0;
  while (true) {
    const json page = Parsed(grpc_channelz_get_servers(static_cast<intptr_t>(newest + 1)));
    if (!page.is_object()) return newest;
    const json& servers = At(page, "server");
    for (const json& server : servers) newest = Number(At(server, "ref"), "serverId");
    if (servers.empty() || page.value("end", false)) return newest;
  }
}

std::vector<Socket> SocketsAfter(int64_t server, int64_t last) {
  std::vector<Socket> sockets;
  while (true) {
    const json page =
        Parsed(grpc_channelz_get_server_sockets(static_cast<intptr_t>(server), static_cast<intptr_t>(last + 1), kPage));
    if (!page.is_object()) return sockets;
    const json& references = At(page, "socketRef");
    for (const json& reference : references) {
      last = Number(reference, "socketId");
      sockets.push_back({.id = last, .peer = PeerIn(reference)});
    }
    if (references.empty() || page.value("end", false)) return sockets;
  }
}

std::optional<Details> DetailsOf(int64_t socket, bool with_certificate) {
  const json reply = Parsed(grpc_channelz_get_socket(static_cast<intptr_t>(socket)));
  if (!reply.is_object()) return std::nullopt;
  const json& found = At(reply, "socket");
  const json& data = At(found, "data");
  Details details;
  details.streams = {.started = Number(data, "streamsStarted"),
                     .completed = Number(data, "streamsSucceeded"),
                     .reset = Number(data, "streamsFailed")};
  if (with_certificate) details.certificate = CertificateIn(found);
  return details;
}

}  // namespace liandong::connections::channelz
